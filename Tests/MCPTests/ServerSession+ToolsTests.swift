import Chat
import EventLoop
import TestSupport
import Testing

@testable import MCP

@Suite(.onLoop) @Loop struct ServerSessionToolsTests {
  @Test func `gives a call up that has no sign of life, and not one that has`() async throws {
    let program = FakeProgram.old { program, message in
      guard message["method"]?.text == "tools/call", message["params"]?["arguments"]?["n"] != nil else { return }
      for step in 1...6 {
        try? await Loop.sleep(for: .milliseconds(60))
        let token = message["params"]?["_meta"]?["progressToken"] ?? .null
        program.tell("notifications/progress", .object(["progressToken": token, "progress": .integer(step)]))
      }
      program.reply(to: message, json(#"{"content":[]}"#))
    }
    let session = try await opened(program)
    var news: [String] = []
    let tool = try ToolListing(FakeProgram.tool("echo"))
    _ = try await session.call(tool, json(#"{"n":1}"#), limit: .milliseconds(250)) { news.append($0) }
    #expect(news == ["1", "2", "3", "4", "5", "6"])
    await #expect(throws: ServerFailure.late(.milliseconds(250))) {
      try await echo(session, limit: .milliseconds(250))
    }
    #expect(!session.isOver)
  }

  @Test func `reads all pages of the list, and no endless one`() async throws {
    let program = FakeProgram { program, message in
      let cursor = Int(message["params"]?["cursor"]?.text ?? "0") ?? 0
      program.reply(
        to: message,
        .object([
          "tools": .array([FakeProgram.tool("t\(cursor)")]),
          "nextCursor": cursor < 3 ? .string("\(cursor + 1)") : .string("3"),
        ]))
    }
    let session = session(with: program)
    session.agree(on: "2026-07-28", capabilities: json(#"{"tools":{}}"#))
    #expect(try await session.listTools(limit: .seconds(10)).tools.map(\.name) == ["t0", "t1", "t2", "t3"])
    #expect(program.heard.count == 4)
  }

  @Test func `repeats a call that only wants to be repeated, and answers no questions`() async throws {
    let program = FakeProgram.modern { program, message in
      let params = message["params"]
      if params?["requestState"]?.text == "s1" { return program.reply(to: message, json(#"{"content":[]}"#)) }
      let asks = params?["arguments"]?["ask"] != nil
      program.reply(
        to: message,
        json(
          asks
            ? #"{"resultType":"input_required","requestState":"s1","inputRequests":"#
              + #"{"q":{"method":"elicitation/create"}}}"#
            : #"{"resultType":"input_required","requestState":"s1"}"#))
    }
    let session = try await opened(program)
    #expect(try await echo(session)["content"] == .array([]))
    await #expect(throws: ServerFailure.call("wants to ask back (elicitation/create), which Martlet does not offer")) {
      try await echo(session, #"{"ask":1}"#)
    }
  }

  @Test func `hears of changes: unasked from an old server, asked of a new one`() async throws {
    let old = FakeProgram.old()
    let first = try await opened(old)
    let changed = Signal()
    first.onToolsChanged = { changed.give() }
    old.tell("notifications/tools/list_changed", .object([:]))
    await changed.wait()

    let listening = Signal()
    let new = FakeProgram.modern(listChanged: true) { _, message in
      if message["method"]?.text == "subscriptions/listen" { listening.give() }
    }
    let second = try await opened(new)
    let task = Loop.start { _ = await second.subscribe() }
    await listening.wait()
    #expect(new.heard.last?["params"]?["notifications"] == json(#"{"toolsListChanged":true}"#))
    await second.close()
    await task.value
    #expect(new.isInputClosed && new.isEnded)
  }
}
