public import Chat
public import EventLoop

/// Finds lines in the files of the workspace.
@Loop public struct SearchFiles: Tool {
  public let isReadOnly = true

  public init() {}

  public var description: ToolDescription {
    ToolDescription(
      name: "search_files",
      purpose: """
        Finds the lines that match a regular expression in the text files of the workspace, as `path:line: text`. \
        Version control, installed packages and binary files are passed over.
        """,
      parameters: Schema.object(
        required: 1,
        [
          "pattern": Schema.text("A regular expression: the usual signs, \\d \\w \\s \\b, no back references."),
          "path": Schema.text("A folder or a file, relative to the workspace; all of it if left out."),
          "glob": Schema.text("Only files that fit, such as `*.swift` or `src/**/*.ts`."),
          "regex": Schema.flag("false: the pattern is plain text."),
          "ignore_case": Schema.flag("Upper and lower case are the same."),
          "limit": Schema.whole("How many lines to return: 100 if left out, at most 1000."),
        ]))
  }

  public func line(for arguments: JSONValue) -> String {
    let line = HumanLine.line("search", arguments, "pattern")
    return arguments["path"]?.text.map { "\(line) in \(HumanLine.shown($0))" } ?? line
  }

  public func run(_ arguments: JSONValue, _ call: ToolRun) async throws -> ToolOutput {
    let arguments = try Arguments(arguments)
    let pattern = try Self.pattern(arguments)
    let path = try arguments.optionalText("path") ?? "."
    let glob = try arguments.optionalText("glob").map { text throws(ToolFailure) in try Glob(text) }
    let limit = try arguments.whole("limit", or: 100, in: 1...1000)
    return try await ToolThread.trees.run { [workspace = call.workspace] in
      var search = FileSearch(pattern: pattern, glob: glob, limit: limit)
      return try search.read(path, in: workspace)
    }
  }

  private static func pattern(_ arguments: Arguments) throws(ToolFailure) -> Pattern {
    let text = try arguments.text("pattern")
    guard !text.isEmpty else { throw ToolFailure("the pattern is empty") }
    let isRegex = try arguments.flag("regex", or: true)
    let signs = "\\^$.|?*+()[]{}"
    let plain = isRegex ? text : text.map { signs.contains($0) ? "\\\($0)" : String($0) }.joined()
    return try Pattern(plain, ignoresCase: try arguments.flag("ignore_case"))
  }
}
