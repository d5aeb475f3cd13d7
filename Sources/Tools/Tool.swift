public import Chat
public import EventLoop

/// Something that a model can have done. One file a tool.
@Loop public protocol Tool: Sendable {
  var description: ToolDescription { get }

  /// Whether a call changes nothing anywhere: such calls of one round run side by side, and nobody is asked
  /// first unless the configuration says so.
  var isReadOnly: Bool { get }

  /// A human's line for a call, such as `$ ls -la` or `read notes.md`; any arguments, also wrong ones.
  func line(for arguments: JSONValue) -> String

  /// What a person should see before they allow the call, where the line says too little: the whole command,
  /// an edit's unified diff. nil if the line says it all.
  ///
  /// errors: `ToolFailure` where the call could not succeed anyway: then nobody is asked
  func preview(_ arguments: JSONValue, in workspace: Workspace) async throws -> String?

  /// Cancelling the task ends the call, with all that it began: processes, connections.
  ///
  /// errors: `ToolFailure`, in words for the model; `CancellationError`
  func run(_ arguments: JSONValue, _ call: ToolRun) async throws -> ToolOutput
}

extension Tool {
  public func preview(_ arguments: JSONValue, in workspace: Workspace) async throws -> String? { nil }
}
