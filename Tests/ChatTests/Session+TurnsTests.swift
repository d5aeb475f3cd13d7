import EventLoop
import Testing

@testable import Chat

@Suite struct SessionTurnsTests {
  @Test @Loop func `a turn is told event by event and kept`() async throws {
    let house = try await House()
    let turn = try await house.start(TurnRequest(message: "Hello there"))
    let reader = Reader(turn.session.log, after: turn.startCursor)
    turn.run { turn in
      turn.reasoning("hm")
      turn.text("Good ")
      turn.text("day")
      return Completion(usage: Usage(promptTokens: 1, completionTokens: 2))
    }
    await turn.end()
    #expect(reader.names.first == "turn_start")
    #expect(reader.names.last == "done")
    #expect(reader.entries.map(\.sequence) == Array(1...reader.entries.count))
    let again = try await house.reopened().session(turn.session.id)
    #expect(again.history == turn.session.history)
    #expect(again.history.map(\.content) == ["Hello there", "Good day"])
    #expect(again.history.last?.usage?.completionTokens == 2)
    #expect(again.info.name == "Hello there")
    #expect(again.log.tail == turn.session.log.tail)
    #expect(try house.folder.names(in: "sessions") == ["\(turn.session.id).md"])
  }

  @Test @Loop func `the user's message is on the disk when the turn begins`() async throws {
    let house = try await House()
    let turn = try await house.start(TurnRequest(message: "Keep me"))
    let again = try await House(house.folder.copy())
    #expect(try await again.session(turn.session.id).history.map(\.content).first == "Keep me")
    _ = await turn.session.stop()
  }

  @Test @Loop func `of two calls at once one begins`() async throws {
    let house = try await House()
    let session = try await house.exchange("Hello", "Hi")
    async let one = session.begin(TurnRequest(message: "One"), for: .owner)
    async let two = session.begin(TurnRequest(message: "Two"), for: .owner)
    var started = 0
    var refused: [ChatError] = []
    do { if case .started = try await one { started += 1 } } catch let error as ChatError {
      refused.append(error)
    }
    do { if case .started = try await two { started += 1 } } catch let error as ChatError {
      refused.append(error)
    }
    #expect(started == 1)
    #expect(refused == [.turnRunning])
    #expect(session.history.count == 3)
    _ = await session.stop()
  }

  @Test @Loop func `the same call twice runs once: at once, while it runs, and after`() async throws {
    let house = try await House()
    let session = try await house.exchange("Hello", "Hi")
    let request = TurnRequest(message: "Once", clientID: "call-1")
    async let one = session.begin(request, for: .owner)
    async let two = session.begin(request, for: .owner)
    let begun = [try await one, try await two]
    let turns = begun.map {
      if case .started(let turn) = $0 {
        turn
      } else if case .joined(let turn) = $0 {
        turn
      } else {
        nil as Turn?
      }
    }
    #expect(turns[0] != nil && turns[0] === turns[1])
    #expect(begun.filter { if case .started = $0 { true } else { false } }.count == 1)
    guard let turn = turns[0], case .joined = try await session.begin(request, for: .owner) else {
      throw Unexpected()
    }
    turn.run { turn in
      turn.text("Done")
      return Completion()
    }
    await turn.end()
    guard case .finished(let message, in: _) = try await session.begin(request, for: .owner) else {
      throw Unexpected()
    }
    #expect(message.content == "Done")
    #expect(session.history.count == 4)
  }

  @Test @Loop func `the same call runs once across a restart, also if it made the session`() async throws {
    let house = try await House()
    let request = TurnRequest(message: "Once", clientID: "call: \"1\"")
    let turn = try await house.start(request)
    turn.run { turn in
      turn.text("Done")
      return Completion()
    }
    await turn.end()
    let next = try await house.reopened()
    guard case .finished(let message, in: _) = try await next.sessions.begin(request, for: .owner) else {
      throw Unexpected()
    }
    #expect(message.id == turn.messageID)
    #expect(try await next.sessions.list(for: .owner).count == 1)
  }

  @Test @Loop func `a call that went down before its answer began is answered when it comes again`()
    async throws
  {
    let house = try await House()
    let request = TurnRequest(message: "Once", clientID: "call-1")
    let turn = try await house.start(request)
    let folder = try house.folder.copy()
    try TemporaryFolder.write([], to: "\(folder.path)/sessions/\(turn.session.id).journal")
    let next = try await House(folder)
    let again = try await next.start(request)
    #expect(again.session.history.map(\.content) == ["Once"])
    #expect(again.userMessage.id == turn.userMessage.id)
    _ = await turn.session.stop()
    _ = await again.session.stop()
  }

  @Test @Loop func `edit and resend replaces the message and all after it, in one step`() async throws {
    let house = try await House()
    let session = try await house.exchange("One", "1")
    try await house.exchange("Two", "2", in: session.id)
    let old = session.history
    let reader = Reader(session.log)
    let turn = try await house.start(TurnRequest(message: "Zwei", sessionID: session.id, edit: old[2].id))
    #expect(reader.names == ["message_deleted", "message_deleted", "turn_start"])
    turn.run { turn in
      turn.text("3")
      return Completion()
    }
    await turn.end()
    let again = try await house.reopened().session(session.id)
    #expect(again.history.map(\.content) == ["One", "1", "Zwei", "3"])
    #expect(again.history == session.history)
    #expect(again.log.tail == session.log.tail)
  }

  @Test @Loop func `regenerate answers the same message anew`() async throws {
    let house = try await House()
    let session = try await house.exchange("One", "1")
    let question = session.history[0]
    for target in [session.history[1].id, question.id] {
      let turn = try await house.start(
        TurnRequest(message: "", sessionID: session.id, clientID: "re-\(target)", regenerate: target))
      #expect(turn.history == [question])
      turn.run { turn in
        turn.text("again")
        return Completion()
      }
      await turn.end()
      let twice = TurnRequest(
        message: "", sessionID: session.id, clientID: "re-\(target)", regenerate: target)
      guard case .finished = try await house.sessions.begin(twice, for: .owner) else { throw Unexpected() }
    }
    #expect(session.history.map(\.content) == ["One", "again"])
    #expect(try await house.reopened().session(session.id).history == session.history)
  }

  static let refused: [(TurnRequest, ChatError)] = [
    (TurnRequest(message: " \n"), .emptyMessage),
    (TurnRequest(message: "x", attachments: ["nope"]), .unknownAttachment("nope")),
    (
      TurnRequest(message: "x", attachments: ["3f2504e0-4f89-41d3-9a0c-0305e82c3301"]),
      .unknownAttachment("3f2504e0-4f89-41d3-9a0c-0305e82c3301")
    ),
    (TurnRequest(message: "x", edit: "nope"), .unknownMessage("nope")),
    (TurnRequest(message: "", regenerate: "nope"), .unknownMessage("nope")),
    (TurnRequest(message: "x", clientID: ""), .invalid("client_id has 1 to 64 characters")),
    (
      TurnRequest(message: "x", clientID: String(repeating: "c", count: 65)),
      .invalid("client_id has 1 to 64 characters")
    ),
    (
      TurnRequest(message: "x", regenerate: "m"), .invalid("regenerate takes no message, attachments or edit")
    ),
  ]

  @Test(arguments: refused.indices) @Loop func `a refused call has changed nothing`(index: Int) async throws {
    let house = try await House()
    let session = try await house.exchange("Hello", "Hi")
    let (file, history, tail) = (try house.file(session.id), session.history, session.log.tail)
    var (request, error) = Self.refused[index]
    request.sessionID = session.id
    await #expect(throws: error) { _ = try await house.start(request) }
    #expect(try house.file(session.id) == file)
    #expect(session.history == history)
    #expect(session.log.tail == tail)
    #expect(session.turn == nil)
    #expect(try house.folder.names(in: "sessions") == ["\(session.id).md"])
    try await house.exchange("Still works", "Yes", in: session.id)
  }
}
