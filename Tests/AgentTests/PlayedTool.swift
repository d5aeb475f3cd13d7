import Chat
import EventLoop
import Tools

/// A tool that does what a test says, and notes in which order calls begin and end.
@Loop final class PlayedTool: Tool {
  nonisolated let description: ToolDescription
  nonisolated let isReadOnly: Bool
  private let book: CallBook
  var preview: String?
  var body: @Loop (JSONValue, ToolRun) async throws -> ToolOutput = { arguments, _ in
    ToolOutput("did \(arguments["n"]?.text ?? "it")")
  }

  init(_ name: String, isReadOnly: Bool = false, book: CallBook) {
    description = ToolDescription(name: name, purpose: "test", parameters: .object(["type": .string("object")]))
    self.isReadOnly = isReadOnly
    self.book = book
  }

  nonisolated func line(for arguments: JSONValue) -> String { "\(description.name) \(arguments["n"]?.text ?? "?")" }

  func preview(_ arguments: JSONValue, in workspace: Workspace) async throws -> String? { preview }

  func run(_ arguments: JSONValue, _ call: ToolRun) async throws -> ToolOutput {
    let name = line(for: arguments)
    book.lines.append("begin " + name)
    book.running += 1
    book.mostRunning = max(book.mostRunning, book.running)
    defer {
      book.running -= 1
      book.lines.append("end " + name)
    }
    return try await body(arguments, call)
  }
}

/// What the tools of a test did.
@Loop final class CallBook {
  var lines: [String] = []
  var running = 0
  var mostRunning = 0
}
