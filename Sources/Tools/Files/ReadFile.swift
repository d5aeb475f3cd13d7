public import Chat
public import EventLoop
internal import HTTP
internal import Kernel

/// Reads a text file, whole or a part of it, or shows a picture.
@Loop public struct ReadFile: Tool {
  public let isReadOnly = true

  public init() {}

  public var description: ToolDescription {
    ToolDescription(
      name: "read_file",
      purpose: """
        Reads a file of the workspace: text as it is (without line numbers), pictures as pictures. Returns at most \
        \(ToolLimits.readLines) lines at once, and says when there are more: go on with `offset`.
        """,
      parameters: Schema.object(
        required: 1,
        [
          "path": Schema.text("The file, relative to the workspace."),
          "offset": Schema.whole("The first line to read, counted from 1. Below zero: so many lines from the end."),
          "limit": Schema.whole("How many lines to read."),
        ]))
  }

  public func line(for arguments: JSONValue) -> String { HumanLine.line("read", arguments, "path") }

  public func run(_ arguments: JSONValue, _ call: ToolRun) async throws -> ToolOutput {
    let arguments = try Arguments(arguments)
    let path = try arguments.text("path")
    let offset = try arguments.whole("offset", or: 1, in: -1_000_000_000...1_000_000_000)
    let limit = try arguments.whole("limit", or: ToolLimits.readLines, in: 1...ToolLimits.readLines)
    return try await ToolThread.files.run { [workspace = call.workspace] in
      try FileReading(path, in: workspace).read(offset: offset == 0 ? 1 : offset, limit: limit)
    }
  }
}
