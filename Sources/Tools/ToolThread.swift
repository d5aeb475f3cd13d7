internal import EventLoop

/// The threads on which tools work: never the loop's, and never the one that journals, which a slow disk of
/// somebody's workspace must not hold up.
enum ToolThread {
  /// For work on one file.
  static let files = Disk()
  /// For walking through trees and turning pages into text, which may take seconds.
  static let trees = Disk()
}
