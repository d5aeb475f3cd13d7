public import Chat
public import EventLoop
internal import Kernel

/// Lists what a folder of the workspace holds.
@Loop public struct ListFiles: Tool {
  public let isReadOnly = true

  public init() {}

  public var description: ToolDescription {
    ToolDescription(
      name: "list_files",
      purpose: """
        Lists files and folders of the workspace, with sizes in bytes; a folder ends with `/`. Version control and \
        installed packages (.git, node_modules …) are named, not gone into.
        """,
      parameters: Schema.object(
        required: 0,
        [
          "path": Schema.text("The folder, relative to the workspace; all of it if left out."),
          "glob": Schema.text("Only what fits, such as `*.swift` or `src/**/*.ts`."),
          "depth": Schema.whole("How many levels of folders to go down: 3 if left out, with a glob all."),
        ]))
  }

  public func line(for arguments: JSONValue) -> String { "list " + HumanLine.shown(arguments["path"]?.text ?? ".") }

  public func run(_ arguments: JSONValue, _ call: ToolRun) async throws -> ToolOutput {
    let arguments = try Arguments(arguments)
    let path = try arguments.optionalText("path") ?? "."
    let glob = try arguments.optionalText("glob").map { text throws(ToolFailure) in try Glob(text) }
    let depth = try arguments.whole("depth", or: glob == nil ? 3 : 32, in: 1...32)
    return try await ToolThread.trees.run { [workspace = call.workspace] in
      try Listing.read(path, in: workspace, glob, TreeWalk(depth: depth))
    }
  }
}
