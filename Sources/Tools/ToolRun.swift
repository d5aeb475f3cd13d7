public import EventLoop

/// One call at work: where it may work, and whom it tells of its output as it comes.
@Loop public struct ToolRun {
  public let workspace: Workspace
  /// Output as it comes, in order, for the reader alone. Cheap.
  public let stream: @Loop (String) -> Void

  /// The preview that a person saw before they allowed the call; nil if nobody was asked. A tool that has
  /// previews does what was approved or fails: the files may have changed since.
  public let approved: String?

  public init(workspace: Workspace, approved: String? = nil, stream: @escaping @Loop (String) -> Void) {
    self.workspace = workspace
    self.approved = approved
    self.stream = stream
  }
}
