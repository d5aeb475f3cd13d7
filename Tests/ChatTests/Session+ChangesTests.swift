import EventLoop
import Testing

@testable import Chat

@Suite struct SessionChangesTests {
  @Test @Loop func `name, pin and agent are kept, and the list is told`() async throws {
    let house = try await House()
    let session = try await house.exchange("Hello", "Hi")
    let feed = Reader(house.sessions.changes(for: .owner))
    try await session.update(SessionDraft(name: "  Boats \n & co ", pinned: true, agent: "demo"))
    #expect(feed.names == ["session"])
    #expect(feed.texts[0].contains(#""name":"Boats & co""#))
    let again = try await house.reopened().session(session.id)
    #expect(again.info == session.info)
    #expect(again.info.name == "Boats & co")
    #expect(again.info.pinned)
    #expect(again.info.agent == "demo")
    #expect(again.history == session.history)
    #expect(again.log.tail == session.log.tail)
  }

  @Test @Loop func `a rename in the midst of a turn loses neither, nor a number over a crash`() async throws {
    let house = try await House()
    let held = Held(try await house.start(TurnRequest(message: "Hello")), saying: "So far")
    let session = held.turn.session
    try await eventually { held.turn.snapshot.message.content == "So far" }
    async let renamed: Void = session.update(SessionDraft(name: "One"))
    async let pinned: Void = session.update(SessionDraft(pinned: true))
    _ = try await (renamed, pinned)
    let seen = session.log.tail
    let crashed = try await house.reopened().session(session.id)
    #expect(crashed.info.name == "One")
    #expect(crashed.info.pinned)
    #expect(crashed.history.last?.content == "So far")
    let reader = Reader(crashed.log, after: seen)
    #expect(reader.resets == 0)
    #expect(reader.names == ["done"])
    held.turn.text(" so good")
    held.letGo()
    await held.turn.end()
    let again = try await house.reopened().session(session.id)
    #expect(again.history.last?.content == "So far so good")
    #expect(again.info.name == "One")
    #expect(again.history == session.history)
  }

  @Test @Loop func `messages change only while nothing runs`() async throws {
    let house = try await House()
    let session = try await house.exchange("Hello", "Hi")
    let id = session.history[0].id
    let held = Held(try await house.start(TurnRequest(message: "More", sessionID: session.id)))
    await #expect(throws: ChatError.turnRunning) { try await session.pinMessage(id, true) }
    await #expect(throws: ChatError.turnRunning) { try await session.deleteMessage(id) }
    await #expect(throws: ChatError.turnRunning) { try await session.update(SessionDraft(history: [])) }
    #expect(session.history.count == 3)
    held.letGo()
    await held.turn.end()
  }

  @Test @Loop func `a pinned or deleted message is told, numbered and kept`() async throws {
    let house = try await House()
    let session = try await house.exchange("Hello", "Hi")
    let reader = Reader(session.log)
    #expect(try await session.pinMessage(session.history[0].id, true).pinned)
    try await session.deleteMessage(session.history[1].id)
    #expect(reader.names == ["message_updated", "message_deleted"])
    await #expect(throws: ChatError.messageNotFound("nope")) { try await session.deleteMessage("nope") }
    let again = try await house.reopened().session(session.id)
    #expect(again.history == session.history)
    #expect(again.history.count == 1)
    #expect(again.log.tail == session.log.tail)
  }

  @Test @Loop func `a new history resets those who followed the old one`() async throws {
    let house = try await House()
    let session = try await house.exchange("Hello", "Hi")
    let reader = Reader(session.log)
    let new = [Message(id: "m1", role: .user, at: 1, content: "Other")]
    try await session.update(SessionDraft(history: new))
    try await session.pinMessage("m1", true)
    #expect(reader.resets == 1)
    let twice = [new[0], new[0]]
    await #expect(throws: ChatError.invalid("Two messages have the same id")) {
      try await session.update(SessionDraft(history: twice))
    }
    #expect(try await house.reopened().session(session.id).history == session.history)
  }

  @Test @Loop func `a failed change changes nothing`() async throws {
    let faults = Faults()
    let house = try await House(willChange: faults.willChange)
    let session = try await house.exchange("Hello", "Hi")
    let (history, info, tail) = (session.history, session.info, session.log.tail)
    faults.fail("create")
    await #expect(throws: ChatError.self) { try await session.deleteMessage(history[0].id) }
    await #expect(throws: ChatError.self) { try await session.update(SessionDraft(name: "New")) }
    #expect(session.history == history)
    #expect(session.info == info)
    #expect(session.log.tail == tail)
    let again = try await house.reopened().session(session.id)
    #expect(again.history == history)
    #expect(again.info == info)
  }

  @Test @Loop func `delete stops what runs, ends the log and leaves nothing`() async throws {
    let house = try await House()
    let held = Held(try await house.start(TurnRequest(message: "Hello")))
    let session = held.turn.session
    let feed = Reader(house.sessions.changes(for: .owner))
    let reader = Reader(session.log)
    try await house.sessions.delete(session.id, for: .owner)
    held.letGo()
    #expect(reader.names == ["done"])
    #expect(session.log.isClosed)
    #expect(feed.names.last == "session_deleted")
    #expect(try house.folder.names(in: "sessions").isEmpty)
    await #expect(throws: ChatError.sessionNotFound(session.id)) { _ = try await house.session(session.id) }
    await #expect(throws: ChatError.sessionNotFound(session.id)) {
      _ = try await session.begin(TurnRequest(message: "Still there?"), for: .owner)
    }
    #expect(try await house.sessions.list(for: .owner).isEmpty)
  }
}
