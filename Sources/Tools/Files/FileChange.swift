internal import Chat
internal import EventLoop

/// A tool that changes one file, and shows how before somebody allows it.
@Loop protocol FileChange: Tool {
  nonisolated static func plan(_ arguments: Arguments, in workspace: Workspace) throws(ToolFailure) -> PlannedChange
}

extension FileChange {
  var isReadOnly: Bool { false }

  func preview(_ arguments: JSONValue, in workspace: Workspace) async throws -> String? {
    try await ToolThread.files.run { try Self.plan(Arguments(arguments), in: workspace).preview }
  }

  func run(_ arguments: JSONValue, _ call: ToolRun) async throws -> ToolOutput {
    try await ToolThread.files.run { [workspace = call.workspace, approved = call.approved] in
      try Self.plan(Arguments(arguments), in: workspace).make(approved: approved)
    }
  }
}
