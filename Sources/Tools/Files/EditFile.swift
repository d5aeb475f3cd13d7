internal import Chat
internal import EventLoop

/// Replaces a piece of a file by another.
@Loop struct EditFile: FileChange {
  var description: ToolDescription {
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

  func line(for arguments: JSONValue) -> String { HumanLine.line("edit", arguments, "path") }

  nonisolated static func plan(
    _ arguments: Arguments, in workspace: Workspace
  ) throws(ToolFailure) -> PlannedChange {
    let path = try arguments.text("path")
    let (old, new) = (try arguments.text("old_text"), try arguments.text("new_text"))
    let edit = try TextEdit(old: old, new: new, isEverywhere: try arguments.flag("replace_all"))
    let replacement = try FileReplacement(path, in: workspace)
    guard let before = replacement.old else {
      throw ToolFailure("there is no \(HumanLine.shown(path)): write_file makes new files")
    }
    return PlannedChange(replacement, new: try edit.applied(to: before, named: HumanLine.shown(path)))
  }
}
