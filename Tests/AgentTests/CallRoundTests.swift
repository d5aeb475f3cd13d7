import Chat
import EventLoop
import Testing
import Tools

@testable import Agent

@Suite struct CallRoundTests {
  /// Two tools, and a round of calls.
  @Loop private final class Table {
    let book = CallBook()
    let writer = RecordingWriter()
    let read: PlayedTool
    let write: PlayedTool
    var settings: [String: ToolSettings] = ["read": ToolSettings(approval: .auto)]

    init() {
      read = PlayedTool("read", isReadOnly: true, book: book)
      write = PlayedTool("write", book: book)
      read.body = { arguments, _ in
        try await Loop.sleep(for: .milliseconds(1))
        return ToolOutput("did \(arguments["n"]?.text ?? "it")")
      }
    }

    var toolbox: Toolbox {
      var toolbox = Toolbox(ToolsConfiguration(workspace: "/w", settings: settings))
      toolbox.add([read, write], matching: ["*"])
      return toolbox
    }

    func run(_ calls: (String, String)...) async throws -> [ToolPart] {
      let planned = calls.map { name, arguments in
        PlannedCall(
          ModelCall(id: "x", name: name, arguments: arguments), CallArguments.read(arguments), round: 1, at: 5,
          in: toolbox)
      }
      return try await CallRound(planned, toolbox: toolbox, writer: writer).run()
    }
  }

  private nonisolated static func n(_ number: Int) -> String { "{\"n\":\"\(number)\"}" }

  @Test @Loop func `calls that only read run side by side, the others one after the other`() async throws {
    let table = Table()
    let parts = try await table.run(
      ("read", Self.n(1)), ("read", Self.n(2)), ("write", Self.n(3)), ("read", Self.n(4)), ("read", Self.n(5)))
    #expect(table.book.mostRunning == 2)
    #expect(Set(table.book.lines[0...1]) == ["begin read 1", "begin read 2"])
    #expect(table.book.lines[4...5] == ["begin write 3", "end write 3"])
    #expect(Set(table.book.lines[6...7]) == ["begin read 4", "begin read 5"])
    #expect(parts.map(\.output) == (1...5).map { "did \($0)" })
    #expect(Set(parts.map(\.id)).count == 5)
  }

  @Test @Loop func `no more run at once than there is room for`() async throws {
    let table = Table()
    let calls = (0..<20).map { ("read", Self.n($0)) }
    let planned = calls.map { name, arguments in
      PlannedCall(
        ModelCall(id: "x", name: name, arguments: arguments), CallArguments.read(arguments), round: 1, at: 5,
        in: table.toolbox)
    }
    _ = try await CallRound(planned, toolbox: table.toolbox, writer: table.writer).run()
    #expect(table.book.mostRunning == AgentLimits.callsSideBySide)
    #expect(table.book.lines.count == 40)
  }

  @Test @Loop func `who only reads but must ask does not run beside others`() async throws {
    let table = Table()
    table.settings = [:]
    _ = try await table.run(("read", Self.n(1)), ("read", Self.n(2)))
    #expect(table.book.mostRunning == 1)
    #expect(table.writer.asked.count == 2)
  }

  @Test @Loop func `what is wrong with a call is told to the model, and nothing is done`() async throws {
    let table = Table()
    let parts = try await table.run(("read", "{\"n\":"), ("fly away", "{}"), ("", ""), ("read", "[1]"))
    #expect(table.book.lines.isEmpty && table.writer.asked.isEmpty)
    #expect(parts.allSatisfy { !$0.ok })
    #expect(parts[0].output.hasPrefix("The arguments are not valid JSON"))
    #expect(parts[0].arguments == .object(["invalid_json": .string("{\"n\":")]))
    #expect(parts[1].output == "There is no tool fly_away; there are: read, write.")
    #expect(parts.map(\.tool) == ["read", "fly_away", "unknown", "read"])
    #expect(parts[3].output.hasPrefix("The arguments must be a JSON object"))
  }

  @Test @Loop func `a refused call is not done, and the next one is asked about anew`() async throws {
    let table = Table()
    table.writer.answers = ["deny", "allow"]
    let parts = try await table.run(("write", Self.n(1)), ("write", Self.n(2)))
    #expect(table.book.lines == ["begin write 2", "end write 2"])
    #expect(parts.map(\.ok) == [false, true])
    #expect(parts[0].output.hasPrefix("The user refused this call"))
  }

  @Test @Loop func `allowed for the session, a tool asks no more`() async throws {
    let table = Table()
    table.writer.answers = ["session"]
    _ = try await table.run(("write", Self.n(1)), ("write", Self.n(2)))
    #expect(table.writer.asked.count == 1)
    #expect(table.book.lines.count == 4)
  }

  @Test @Loop func `the configuration allows, asks or refuses`() async throws {
    let table = Table()
    table.settings["write"] = ToolSettings(approval: .never)
    let parts = try await table.run(("write", Self.n(1)))
    #expect(parts[0].output.hasPrefix("The configuration never allows write"))
    #expect(table.writer.asked.isEmpty && table.book.lines.isEmpty)
    #expect(table.toolbox.offered.map(\.name) == ["read"])
    table.settings["write"] = ToolSettings(approval: .auto)
    #expect(try await table.run(("write", Self.n(1)))[0].ok)
    #expect(table.writer.asked.isEmpty)
  }

  @Test @Loop func `the preview is asked about and handed to the tool; where there can be none, nobody is asked`()
    async throws
  {
    let table = Table()
    table.write.preview = "--- a\n+++ b"
    table.write.body = { _, call in ToolOutput(call.approved ?? "?") }
    #expect(try await table.run(("write", Self.n(1)))[0].output == "--- a\n+++ b")
    #expect(table.writer.asked[0].preview == "--- a\n+++ b")
    #expect(table.writer.asked[0].options.map(\.id) == ["allow", "session", "deny"])
  }

  @Test @Loop func `a tool that fails costs its call and no more`() async throws {
    let table = Table()
    table.write.body = { arguments, _ in
      if arguments["n"]?.text == "1" { throw ToolFailure("there is no such file") }
      throw CancellationError()
    }
    let parts = try await table.run(("write", Self.n(1)), ("write", Self.n(2)), ("read", Self.n(3)))
    #expect(parts.map(\.output) == ["there is no such file", "The call was cut off.", "did 3"])
    #expect(parts.map(\.ok) == [false, false, true])
  }

  @Test @Loop func `what a reader sees as it comes is bounded, and pictures are kept`() async throws {
    let table = Table()
    table.write.body = { _, call in
      for _ in 0..<40 { call.stream(String(repeating: "x", count: 65_536)) }
      return ToolOutput("out", pictures: [.init(mime: "image/png", bytes: [1, 2])], exitCode: 3)
    }
    let parts = try await table.run(("write", Self.n(1)))
    let streamed = table.writer.lines.filter { $0.hasPrefix("stream: ") }
    #expect(streamed.count == ToolLimits.outputBytes / 65_536)
    #expect(parts[0].images?.map(\.name) == ["write-1"])
    #expect(parts[0].exitCode == 3)
  }

  @Test(arguments: ["in a tool", "side by side", "at a question"]) @Loop
  func `a stop ends all that runs, and leaves open calls open`(place: String) async throws {
    let table = Table()
    let forever: @Loop (JSONValue, ToolRun) async throws -> ToolOutput = { _, _ in
      try await Loop.sleep(for: .seconds(3600))
      return ToolOutput("never")
    }
    table.read.body = forever
    table.write.body = forever
    table.writer.answers = [place == "at a question" ? "never" : "allow"]
    let name = place == "side by side" ? "read" : "write"
    var isCancelled = false
    let task = Loop.start {
      do { _ = try await table.run((name, Self.n(1)), (name, Self.n(2))) } catch {
        isCancelled = error is CancellationError
      }
    }
    let running = ["side by side": 2, "in a tool": 1][place] ?? 0
    while table.book.running < running || (name == "write" && table.writer.asked.isEmpty) {
      try await Loop.sleep(for: .milliseconds(1))
    }
    task.cancel()
    await task.value
    #expect(isCancelled)
    #expect(table.book.running == 0)
    #expect(table.writer.results.isEmpty)
  }
}
