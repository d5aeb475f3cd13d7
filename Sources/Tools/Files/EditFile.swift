public import Chat
public import EventLoop

/// Replaces a piece of a file by another.
@Loop public struct EditFile: Tool {
  public let isReadOnly = false

  public init() {}

  public var description: ToolDescription {
    ToolDescription(
      name: "edit_file",
      purpose: """
        Replaces a piece of a text file of the workspace. `old_text` must be in the file exactly as given, white space \
        included, and only once: take in a line or two around it if need be. Returns a unified diff.
        """,
      parameters: Schema.object(
        required: 3,
        [
          "path": Schema.text("The file, relative to the workspace."),
          "old_text": Schema.text("The text to replace, exactly as it is in the file."),
          "new_text": Schema.text("The text to put there; empty to delete."),
          "replace_all": Schema.flag("Replace every place where old_text stands, not just one."),
        ]))
  }

  public func line(for arguments: JSONValue) -> String { HumanLine.line("edit", arguments, "path") }

  public func preview(_ arguments: JSONValue, in workspace: Workspace) async throws -> String? {
    let (path, edit) = try Self.read(arguments)
    return try await ToolThread.files.run { try Self.plan(path, edit, workspace).preview }
  }

  public func run(_ arguments: JSONValue, _ call: ToolRun) async throws -> ToolOutput {
    let (path, edit) = try Self.read(arguments)
    return try await ToolThread.files.run { [workspace = call.workspace, approved = call.approved] in
      try Self.plan(path, edit, workspace).make(approved: approved)
    }
  }

  private static func read(_ arguments: JSONValue) throws(ToolFailure) -> (path: String, edit: TextEdit) {
    let arguments = try Arguments(arguments)
    let path = try arguments.text("path")
    let (old, new) = (try arguments.text("old_text"), try arguments.text("new_text"))
    return (path, try TextEdit(old: old, new: new, isEverywhere: try arguments.flag("replace_all")))
  }

  private nonisolated static func plan(
    _ path: String, _ edit: TextEdit, _ workspace: Workspace
  ) throws(ToolFailure) -> PlannedChange {
    let replacement = try FileReplacement(path, in: workspace)
    guard let old = replacement.old else {
      throw ToolFailure("there is no \(HumanLine.shown(path)): write_file makes new files")
    }
    return PlannedChange(replacement, new: try edit.applied(to: old, named: HumanLine.shown(path)))
  }
}
