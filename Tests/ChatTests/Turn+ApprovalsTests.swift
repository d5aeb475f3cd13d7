import EventLoop
import Testing

@testable import Chat

@Suite struct TurnApprovalsTests {
  private nonisolated static let request = ApprovalRequest(
    call: EventTests.call, options: Turn.approvalOptions, preview: "ls -la")

  /// A turn that asks before its call, does it if it may, and says what it was told.
  @Loop private func asking(_ house: House) async throws -> (Turn, Reader) {
    let turn = try await house.start(TurnRequest(message: "Hello"))
    let reader = Reader(turn.session.log, after: turn.startCursor)
    Self.run(turn)
    try await eventually { turn.isWaiting }
    return (turn, reader)
  }

  @Loop private static func run(_ turn: Turn) {
    turn.run { turn in
      if turn.earlier == nil {
        turn.text("Look: ")
        turn.toolCall(EventTests.call)
      }
      let option = try await turn.ask(Self.request)
      turn.toolResult(ToolResult(id: "c1", tool: "exec", output: option, ok: option != "deny", ms: 1))
      turn.text("said \(option)")
      return Completion()
    }
  }

  @Loop private func tool(_ message: Message?) -> ToolPart? {
    message?.parts.lazy.compactMap { if case .tool(let tool) = $0 { tool } else { nil } }.first
  }

  @Test(arguments: ["allow", "session", "deny"]) @Loop
  func `a turn waits for a person's word and goes on with it`(option: String) async throws {
    let house = try await House()
    let (turn, reader) = try await asking(house)
    #expect(turn.session.info.waiting == true)
    let asked = try #require(tool(turn.snapshot.message))
    #expect(asked.waiting == true)
    #expect(asked.approval == Approval(options: Turn.approvalOptions, preview: "ls -la"))
    try await turn.session.answer("c1", with: option)
    await turn.end()
    #expect(
      reader.names == [
        "turn_start", "token", "tool_call", "approval", "approval_end", "tool_result", "token", "done",
      ])
    let kept = try #require(tool(turn.session.history.last))
    #expect(kept.approval?.answer == option)
    #expect(kept.waiting == nil)
    #expect(turn.session.info.waiting == nil)
    #expect(turn.session.info.allowedTools == (option == "session" ? ["exec"] : nil))
  }

  @Test @Loop func `what is allowed for the session is so after a restart, and in no copy of it`() async throws {
    let house = try await House()
    let (turn, _) = try await asking(house)
    try await turn.session.answer("c1", with: "session")
    await turn.end()
    let again = try await house.reopened()
    #expect(try await again.session(turn.session.id).info.allowedTools == ["exec"])
    let fork = try await again.sessions.fork(turn.session.id, at: turn.messageID, for: .owner)
    #expect(fork.info.allowedTools == nil)
    let file = try await again.sessions.export(turn.session.id, as: .markdown, for: .owner)
    try await again.sessions.delete(turn.session.id, for: .owner)
    let imported = try await again.sessions.importFile(file.bytes, named: file.name, for: .owner)
    #expect(imported.info.allowedTools == nil)
    #expect(imported.history.count == 2)
  }

  @Test @Loop func `wrong answers are refused and change nothing`() async throws {
    let house = try await House()
    let (turn, reader) = try await asking(house)
    let session = turn.session
    await #expect(throws: ChatError.approvalNotFound("c2")) { try await session.answer("c2", with: "allow") }
    await #expect(throws: ChatError.self) { try await session.answer("c1", with: "perhaps") }
    #expect(turn.isWaiting)
    try await session.answer("c1", with: "allow", by: "ada")
    await #expect(throws: ChatError.approvalAnswered) { try await session.answer("c1", with: "deny") }
    await turn.end()
    await #expect(throws: ChatError.approvalAnswered) { try await session.answer("c1", with: "deny") }
    #expect(reader.texts.contains { $0.hasSuffix("data: {\"by\":\"ada\",\"id\":\"c1\",\"option\":\"allow\"}\n\n") })
  }

  @Test @Loop func `of two answers at once one counts`() async throws {
    let house = try await House()
    let (turn, reader) = try await asking(house)
    var outcomes: [String] = []
    let answers = ["allow", "deny"].map { option in
      Loop.start {
        do { try await turn.session.answer("c1", with: option) } catch { return outcomes.append("late") }
        outcomes.append(option)
      }
    }
    for answer in answers { await answer.value }
    await turn.end()
    #expect(outcomes.filter { $0 == "late" }.count == 1)
    #expect(reader.names.filter { $0 == "approval_end" }.count == 1)
    #expect(outcomes.contains(tool(turn.session.history.last)?.output ?? ""))
  }

  @Test @Loop func `stop answers no, and the call says so`() async throws {
    let house = try await House()
    let (turn, reader) = try await asking(house)
    #expect(await turn.session.stop() == 1)
    #expect(reader.names.suffix(3) == ["approval_end", "tool_result", "done"])
    let kept = try #require(tool(turn.session.history.last))
    #expect(kept.approval?.answer == "stopped")
    #expect(kept.output == TurnOutcome.stopped.words)
    await #expect(throws: ChatError.approvalAnswered) { try await turn.session.answer("c1", with: "allow") }
  }

  @Test(arguments: ["killed", "closed", "another boot"]) @Loop
  func `a turn that waits outlasts the server, on the same number line`(end: String) async throws {
    let house = try await House()
    let (turn, reader) = try await asking(house)
    let cursor = reader.cursor
    if end == "closed" {
      try await house.sessions.shutdown(within: .seconds(1))
      #expect(reader.names.last == "approval")
    }
    let again = try await house.reopened(boot: end == "another boot" ? "boot2" : "boot1")
    let session = try await again.session(turn.session.id)
    let waiting = try #require(again.sessions.waiting.first)
    #expect(session.turn === waiting)
    #expect(session.info.running && session.info.waiting == true)
    #expect(try await again.sessions.list(for: .owner, matching: nil).map(\.waiting) == [true])
    #expect(waiting.snapshot == turn.snapshot)
    #expect(waiting.earlier?.openCalls == ["c1"])
    #expect(waiting.history.map(\.content) == ["Hello"])
    let (old, new) = (Reader(session.log, after: turn.startCursor), Reader(session.log, after: cursor))
    #expect(old.texts == reader.texts)
    Self.run(waiting)
    try await session.answer("c1", with: "allow")
    await waiting.end()
    #expect(new.resets == 0)
    #expect(new.names == ["approval_end", "tool_result", "token", "done"])
    #expect(session.history.map(\.content) == ["Hello", "Look: \n\nsaid allow"])
    let third = try await again.reopened().session(session.id)
    #expect(third.history == session.history)
    #expect(third.log.tail == session.log.tail)
    _ = await turn.session.stop()
  }

  @Test @Loop func `an answer that comes before the agent is back counts`() async throws {
    let house = try await House()
    let (turn, _) = try await asking(house)
    let again = try await house.reopened()
    let session = try await again.session(turn.session.id)
    let waiting = try #require(again.sessions.waiting.first)
    try await session.answer("c1", with: "deny")
    Self.run(waiting)
    await waiting.end()
    #expect(tool(session.history.last)?.output == "deny")
    _ = await turn.session.stop()
  }

  @Test @Loop func `a result takes an open question away`() async throws {
    let house = try await House()
    let (turn, _) = try await asking(house)
    let again = try await house.reopened()
    let waiting = try #require(again.sessions.waiting.first)
    let reader = Reader(waiting.session.log)
    waiting.run { turn in
      turn.toolResult(ToolResult(id: "c1", tool: "exec", output: "There is no tool exec", ok: false, ms: 0))
      await #expect(throws: ChatError.approvalAnswered) { try await turn.answer("c1", "allow", by: nil) }
      return Completion()
    }
    await waiting.end()
    #expect(reader.names == ["approval_end", "tool_result", "done"])
    #expect(tool(waiting.session.history.last)?.approval?.answer == "stopped")
    _ = await turn.session.stop()
  }

  @Test @Loop func `a session that waits can be renamed, outlasts that too, and can be deleted`() async throws {
    let house = try await House()
    let (turn, _) = try await asking(house)
    try await turn.session.update(SessionDraft(name: "Renamed", pinned: true))
    let again = try await house.reopened()
    let session = try await again.session(turn.session.id)
    #expect(session.info.name == "Renamed" && session.info.waiting == true)
    #expect(session.log.tail == turn.session.log.tail)
    try await again.sessions.delete(session.id, for: .owner)
    #expect(try again.folder.names(in: "sessions").isEmpty)
    _ = await turn.session.stop()
  }
}
