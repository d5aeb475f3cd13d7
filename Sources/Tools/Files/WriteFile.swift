public import Chat
public import EventLoop

/// Writes a file whole: a new one, or in place of the old.
@Loop public struct WriteFile: Tool {
  public let isReadOnly = false

  public init() {}

  public var description: ToolDescription {
    ToolDescription(
      name: "write_file",
      purpose: """
        Writes a text file of the workspace, whole: makes it, and the folders on its way, or replaces what was there. \
        For a change in a file that exists, edit_file is shorter and safer. Returns a unified diff.
        """,
      parameters: Schema.object(
        required: 2,
        [
          "path": Schema.text("The file, relative to the workspace."),
          "content": Schema.text("All of the new text."),
        ]))
  }

  public func line(for arguments: JSONValue) -> String { HumanLine.line("write", arguments, "path") }

  public func preview(_ arguments: JSONValue, in workspace: Workspace) async throws -> String? {
    let (path, new) = try Self.read(arguments)
    return try await ToolThread.files.run { try Self.plan(path, new, workspace).preview }
  }

  public func run(_ arguments: JSONValue, _ call: ToolRun) async throws -> ToolOutput {
    let (path, new) = try Self.read(arguments)
    return try await ToolThread.files.run { [workspace = call.workspace, approved = call.approved] in
      try Self.plan(path, new, workspace).make(approved: approved)
    }
  }

  private static func read(_ arguments: JSONValue) throws(ToolFailure) -> (path: String, new: [UInt8]) {
    let arguments = try Arguments(arguments)
    let (path, content) = (try arguments.text("path"), try arguments.text("content"))
    guard content.utf8.count <= ToolLimits.writtenBytes else {
      throw ToolFailure("the content has \(content.utf8.count) bytes; at most \(ToolLimits.writtenBytes) are written")
    }
    return (path, Array(content.utf8))
  }

  private nonisolated static func plan(
    _ path: String, _ new: [UInt8], _ workspace: Workspace
  ) throws(ToolFailure) -> PlannedChange {
    PlannedChange(try FileReplacement(path, in: workspace), new: new)
  }
}
