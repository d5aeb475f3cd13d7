internal import Chat
internal import EventLoop

/// Writes a file whole: a new one, or in place of the old.
@Loop struct WriteFile: FileChange {
  var description: ToolDescription {
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

  func line(for arguments: JSONValue) -> String { HumanLine.line("write", arguments, "path") }

  nonisolated static func plan(
    _ arguments: Arguments, in workspace: Workspace
  ) throws(ToolFailure) -> PlannedChange {
    let (path, content) = (try arguments.text("path"), try arguments.text("content"))
    guard content.utf8.count <= ToolLimits.writtenBytes else {
      throw ToolFailure("the content has \(content.utf8.count) bytes; at most \(ToolLimits.writtenBytes) are written")
    }
    return PlannedChange(try FileReplacement(path, in: workspace), new: Array(content.utf8))
  }
}
