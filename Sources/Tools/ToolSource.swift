public import EventLoop

/// Whoever offers tools that come and go.
@Loop public protocol ToolSource: AnyObject {
  /// The tools that can be had now. May start what offers them, and wait for it within bounds; never fails.
  ///
  /// patterns: names of tools; a `*` stands for any characters
  /// returns:  tools named `server_tool`, and one clear line for each thing that is missing
  func tools(matching patterns: [String]) async -> (tools: [any Tool], notes: [String])
}
