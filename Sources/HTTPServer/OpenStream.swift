internal import EventLoop

/// What a connection carries once its request has been answered by a stream without an end.
@Loop protocol OpenStream: AnyObject {
  /// It is this one's turn to write.
  func run()
  /// All that was written has left.
  func isWritable()
  /// Once a second.
  func tick(_ now: Int32)
  /// Whether what the client says means anything; what does not is read and thrown away, so that its end is noticed.
  var hearsClient: Bool { get }
  /// Whether the client's bytes are wanted now.
  var wantsInput: Bool { get }
  /// Bytes are in the scratch.
  func take()
  /// The server stops.
  func finishWithTheLast()
  func connectionClosed()
}
