internal import EventLoop

/// A program that runs, as a transport sees it.
@Loop protocol ServerProcess: AnyObject {
  /// The next bytes of its standard output; nil at the end.
  func output() async -> [UInt8]?
  /// As `output`, of its standard error.
  func errors() async -> [UInt8]?
  /// errors: whatever says that nobody reads any more
  func write(_ bytes: [UInt8]) async throws
  func closeInput()
  /// How it ended, in words that follow its name; nil if it has not within `limit`.
  func ending(within limit: Duration) async -> String?
  /// Ends it with all that it began.
  func end(grace: Duration) async
}
