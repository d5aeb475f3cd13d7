public import EventLoop

/// One call at work: where it may work, and whom it tells of its output as it comes.
@Loop public struct ToolRun {
  public let workspace: Workspace
  /// Output as it comes, in order, for the reader alone. Cheap.
  public let stream: @Loop (String) -> Void

  public init(workspace: Workspace, stream: @escaping @Loop (String) -> Void) {
    self.workspace = workspace
    self.stream = stream
  }
}
