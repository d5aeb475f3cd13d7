import EventLoop
import Testing

@testable import Chat

@Suite struct TurnTests {
  @Loop private func turn(_ house: House) async throws -> Turn {
    try await house.start(TurnRequest(message: "Hello"))
  }

  @Test @Loop func `reasoning is closed by text, by tools and by the end`() async throws {
    let house = try await House()
    let turn = try await turn(house)
    let reader = Reader(turn.session.log)
    turn.run { turn in
      turn.reasoning("a")
      turn.text("b")
      turn.reasoning("c")
      turn.toolCall(EventTests.call)
      turn.toolResult(ToolResult(id: "c1", tool: "exec", output: "", ok: true, ms: 1))
      turn.reasoning("d")
      return Completion()
    }
    await turn.end()
    #expect(
      reader.names == [
        "reasoning_delta", "reasoning_end", "token", "reasoning_delta", "reasoning_end", "tool_call",
        "tool_result",
        "reasoning_delta", "reasoning_end", "done",
      ])
  }

  @Test @Loop func `its end is reported, without a word of what was said`() async throws {
    let house = try await House()
    var reports: [TurnReport] = []
    house.sessions.turnEnded = { reports.append($0) }
    let turn = try await turn(house)
    turn.run { turn in
      turn.text("secret")
      return Completion(usage: Usage(promptTokens: 7, completionTokens: 3))
    }
    await turn.end()
    let failing = try await house.start(TurnRequest(message: "secret", sessionID: turn.session.id))
    failing.run { _ in throw TurnFailure(code: "storage", message: "secret", retryable: true) }
    await failing.end()
    let stopped = try await house.start(TurnRequest(message: "secret", sessionID: turn.session.id))
    _ = await turn.session.stop()
    #expect(reports.map(\.outcome) == ["completed", "failed (storage)", "stopped"])
    #expect(reports.map(\.turnID) == [turn.id, failing.id, stopped.id])
    #expect(reports[0].usage == Usage(promptTokens: 7, completionTokens: 3))
    #expect(!"\(reports)".contains("secret"))
  }

  @Test @Loop func `empty texts are nobody's event`() async throws {
    let house = try await House()
    let turn = try await turn(house)
    let reader = Reader(turn.session.log)
    turn.run { turn in
      turn.text("")
      turn.reasoning("")
      turn.toolStream(id: "x", "")
      turn.endReasoning()
      return Completion()
    }
    await turn.end()
    #expect(reader.names == ["done"])
  }

  @Test @Loop func `a failure keeps the question and what came of the answer`() async throws {
    let house = try await House()
    let turn = try await turn(house)
    let reader = Reader(turn.session.log)
    let failure = TurnFailure(code: "model_refused", message: "Too hot", retryable: true)
    turn.run { turn in
      turn.text("half")
      throw failure
    }
    await turn.end()
    #expect(reader.names.last == "error")
    let again = try await house.reopened().session(turn.session.id)
    #expect(again.history.map(\.content) == ["Hello", "half"])
    #expect(again.history.last?.error == failure)
  }

  @Test @Loop func `an error of any other kind is told as one of ours`() async throws {
    let house = try await House()
    let turn = try await turn(house)
    turn.run { _ in throw Unexpected() }
    await turn.end()
    #expect(turn.session.history.last?.error?.code == "internal")
  }

  @Test @Loop func `stop before the first word`() async throws {
    let house = try await House()
    let turn = try await turn(house)
    let reader = Reader(turn.session.log)
    let held = Held(turn)
    #expect(await turn.session.stop() == 1)
    held.letGo()
    #expect(reader.names == ["done"])
    #expect(turn.session.history.last?.stopped == true)
    #expect(turn.session.turn == nil)
    #expect(await turn.session.stop() == 0)
  }

  @Test @Loop func `stop in the midst keeps what came, for the reader and for the model`() async throws {
    let house = try await House()
    let turn = try await turn(house)
    let held = Held(turn, saying: "So far")
    try await eventually { turn.snapshot.message.content == "So far" }
    async let other = turn.session.stop()
    // Whichever comes first stops it; the other waits for the same end, or comes after it.
    let counts = [await turn.session.stop(), await other]
    #expect(counts.contains(1))
    held.letGo()
    let again = try await house.reopened().session(turn.session.id)
    #expect(again.history.last?.stopped == true)
    let next = try await house.start(TurnRequest(message: "Go on", sessionID: turn.session.id))
    #expect(next.history.map(\.content) == ["Hello", "So far", "Go on"])
    #expect(next.userMessage == next.history.last)
    next.run { _ in Completion() }
    await next.end()
  }

  @Test @Loop func `stop of a turn that no agent has taken up`() async throws {
    let house = try await House()
    let turn = try await turn(house)
    #expect(await turn.session.stop() == 1)
    #expect(turn.session.history.last?.stopped == true)
  }

  @Test @Loop func `an agent that comes after the stop never begins`() async throws {
    let house = try await House()
    let turn = try await turn(house)
    turn.cutOff(.stopped)
    var hasBegun = false
    turn.run { _ in
      hasBegun = true
      return Completion()
    }
    await turn.end()
    for _ in 0..<20 { await Task.yield() }
    #expect(!hasBegun)
    #expect(turn.session.history.last?.stopped == true)
  }

  @Test @Loop func `an agent that does not heed the stop cannot hold the session`() async throws {
    var limits = ChatLimits()
    limits.stopGrace = .milliseconds(20)
    let house = try await House(limits: limits)
    let turn = try await turn(house)
    let held = Held(turn, saying: "a", ignoresStop: true)
    try await eventually { turn.snapshot.message.content == "a" }
    #expect(await turn.session.stop() == 1)
    turn.text("too late")
    held.letGo()
    #expect(turn.session.history.last?.content == "a")
    #expect(turn.session.turn == nil)
  }

  @Test @Loop func `nothing is written once the turn has ended`() async throws {
    let house = try await House()
    let session = try await house.exchange("Hello", "Hi")
    let tail = session.log.tail
    let turn = try await house.start(TurnRequest(message: "More", sessionID: session.id))
    turn.run { _ in Completion() }
    await turn.end()
    let end = session.log.tail
    turn.text("late")
    turn.toolCall(EventTests.call)
    #expect(session.log.tail == end)
    #expect(tail != end)
  }

  @Test @Loop func `the session is free before its end is seen`() async throws {
    let house = try await House()
    let turn = try await turn(house)
    @Loop final class Hasty: EventSubscriber {
      let session: Session
      var wasFree: Bool?
      init(_ session: Session) { self.session = session }
      func eventsArrived() { wasFree = session.turn == nil }
    }
    let hasty = Hasty(turn.session)
    turn.session.log.subscribe(hasty)
    turn.run { _ in Completion() }
    await turn.end()
    #expect(hasty.wasFree == true)
  }

  @Test @Loop func `a newcomer's picture and the log fit together at every moment`() async throws {
    let house = try await House()
    let turn = try await turn(house)
    let session = turn.session
    turn.run { turn in
      for number in 0..<200 {
        turn.text("\(number) ")
        if number.isMultiple(of: 3) { try await Loop.sleep(for: .milliseconds(1)) }
      }
      return Completion()
    }
    var pictures: [(String, Cursor)] = []
    while session.turn != nil {
      let snapshot = try session.snapshot()
      pictures.append((snapshot.turn?.message.content ?? "", snapshot.cursor))
      try await Loop.sleep(for: .milliseconds(1))
    }
    await turn.end()
    let whole = session.history.last?.content ?? ""
    for (text, cursor) in pictures {
      let rest = Reader(session.log, after: cursor)
      let tokens = try rest.entries.compactMap { try Self.token($0) }
      #expect(text + tokens.joined() == whole)
      rest.leave()
    }
  }

  private static func token(_ entry: LogEntry) throws -> String? {
    let header = Array(JournalText.header(boot: "b").utf8)
    guard case .token(let text)? = JournalText(header + entry.bytes)?.events.first else { return nil }
    return text
  }
}
