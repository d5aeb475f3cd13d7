import EventLoop
import Testing

@testable import Chat

@Suite struct SessionsTests {
  @Test @Loop func `the list has pinned ones first, then the newest, and is the same after a restart`()
    async throws
  {
    let house = try await House()
    var ids: [String] = []
    for number in 0..<5 {
      ids.append(try await house.exchange("Number \(number)", "Yes \(number)").id)
      try await Loop.sleep(for: .milliseconds(2))
    }
    try await house.session(ids[1]).update(SessionDraft(pinned: true))
    let list = try await house.sessions.list(for: .owner)
    #expect(list.map(\.id) == [ids[1], ids[4], ids[3], ids[2], ids[0]])
    #expect(list[1].preview == "Yes 4")
    #expect(list.allSatisfy { !$0.running })
    #expect(try await house.reopened().sessions.list(for: .owner) == list)
  }

  @Test @Loop func `a running session is listed as running`() async throws {
    let house = try await House()
    let turn = try await house.start(TurnRequest(message: "Hello"))
    #expect(try await house.sessions.list(for: .owner).map(\.running) == [true])
    _ = await turn.session.stop()
    #expect(try await house.sessions.list(for: .owner).map(\.running) == [false])
  }

  @Test @Loop func `another user's session is as one that does not exist`() async throws {
    let house = try await House()
    let session = try await house.exchange("Hello", "Hi")
    let ada = User("ada")
    let absent = Identifier.random()
    for id in [session.id, absent, "../../etc/passwd", ""] {
      await #expect(throws: ChatError.sessionNotFound(id)) {
        _ = try await house.sessions.session(id, for: ada)
      }
      await #expect(throws: ChatError.sessionNotFound(id)) { try await house.sessions.delete(id, for: ada) }
      await #expect(throws: ChatError.sessionNotFound(id)) {
        _ = try await house.sessions.begin(TurnRequest(message: "x", sessionID: id), for: ada)
      }
    }
    #expect(try await house.sessions.list(for: ada).isEmpty)
    #expect(Reader(house.sessions.changes(for: ada)).entries.isEmpty)
    let next = try await house.reopened()
    await #expect(throws: ChatError.sessionNotFound(session.id)) {
      _ = try await next.sessions.session(session.id, for: ada)
    }
  }

  @Test @Loop func `the same call of two users makes two sessions`() async throws {
    let house = try await House()
    let request = TurnRequest(message: "Hello", clientID: "c")
    guard case .started(let one) = try await house.sessions.begin(request, for: .owner),
      case .started(let two) = try await house.sessions.begin(request, for: User("ada"))
    else { throw Unexpected() }
    #expect(one.session.id != two.session.id)
    _ = await one.session.stop()
    _ = await two.session.stop()
  }

  @Test @Loop func `two calls at once that make a session make one`() async throws {
    let house = try await House()
    let request = TurnRequest(message: "Hello", clientID: "c")
    async let one = house.sessions.begin(request, for: .owner)
    async let two = house.sessions.begin(request, for: .owner)
    let begun = [try await one, try await two]
    #expect(begun.filter { if case .started = $0 { true } else { false } }.count == 1)
    let list = try await house.sessions.list(for: .owner)
    #expect(list.count == 1)
    _ = try await house.session(list[0].id).stop()
  }

  @Test @Loop func `sessions are created, put and refused`() async throws {
    let house = try await House()
    let id = Identifier.random()
    let made = try await house.sessions.create(SessionDraft(id: id, name: "A"), for: .owner)
    #expect(made.info.name == "A")
    await #expect(throws: ChatError.sessionExists(id)) {
      _ = try await house.sessions.create(SessionDraft(id: id), for: .owner)
    }
    await #expect(throws: ChatError.sessionExists(id)) {
      _ = try await house.sessions.put(id, SessionDraft(name: "Mine"), for: User("ada"))
    }
    await #expect(throws: ChatError.invalid("An id is a UUID in lower case")) {
      _ = try await house.sessions.create(SessionDraft(id: "../x"), for: .owner)
    }
    #expect(try await house.sessions.put(id, SessionDraft(name: "B"), for: .owner) === made)
    let other = Identifier.random()
    let history = [Message(id: "m", role: .user, at: 1, content: "x")]
    _ = try await house.sessions.put(other, SessionDraft(history: history), for: .owner)
    let next = try await house.reopened()
    #expect(try await next.session(id).info.name == "B")
    #expect(try await next.session(other).history == history)
  }

  @Test @Loop func `a session that could not be made is not there`() async throws {
    let faults = Faults()
    let house = try await House(willChange: faults.willChange)
    faults.fail("create")
    let id = Identifier.random()
    await #expect(throws: ChatError.self) {
      _ = try await house.sessions.create(SessionDraft(id: id), for: .owner)
    }
    await #expect(throws: ChatError.sessionNotFound(id)) { _ = try await house.session(id) }
    faults.fail(nil)
    _ = try await house.sessions.create(SessionDraft(id: id), for: .owner)
  }

  @Test @Loop func `calls that are refused leave no session in the memory`() async throws {
    let house = try await House()
    for index in 0..<20 {
      let clientID = index.isMultiple(of: 2) ? "call \(index)" : nil
      await #expect(throws: ChatError.emptyMessage) {
        _ = try await house.sessions.begin(TurnRequest(message: " ", clientID: clientID), for: .owner)
      }
    }
    #expect(house.sessions.countInMemory == 0)
  }

  @Test @Loop func `who deletes what was deleted already does not take the new one with it`() async throws {
    let house = try await House()
    let session = try await house.exchange("One", "1")
    try await house.sessions.delete(session.id, for: .owner)
    _ = try await house.sessions.put(session.id, SessionDraft(name: "New"), for: .owner)
    await #expect(throws: ChatError.sessionNotFound(session.id)) { try await session.delete() }
    house.sessions.forget(session)
    #expect(try await house.sessions.list(for: .owner).map(\.name) == ["New"])
    #expect(try house.folder.names(in: "sessions") == ["\(session.id).md"])
  }

  @Test @Loop func `names are limited by what they weigh, not by how they look`() async throws {
    let house = try await House()
    let monster = "e" + String(repeating: "\u{301}", count: 10_000)
    for draft in [SessionDraft(name: monster), SessionDraft(agent: monster)] {
      await #expect(throws: ChatError.self) { _ = try await house.sessions.create(draft, for: .owner) }
    }
    await #expect(throws: ChatError.self) {
      _ = try await house.sessions.begin(TurnRequest(message: "Hi", clientID: monster), for: .owner)
    }
    #expect(try await house.sessions.list(for: .owner).isEmpty)
  }

  @Test @Loop func `idle sessions leave the memory, watched and running ones do not`() async throws {
    let house = try await House()
    weak var idle: Session?
    weak var watched: Session?
    var log: EventLog?
    for message in ["Idle", "Watched"] {
      let session = try await house.exchange(message, "Hi")
      if message == "Idle" { idle = session } else { (watched, log) = (session, session.log) }
    }
    let reader = log.map { Reader($0) }
    house.sessions.unload(idleFor: .zero)
    try await eventually { idle == nil }
    #expect(watched != nil)
    reader?.leave()
    house.sessions.unload(idleFor: .zero)
    try await eventually { watched == nil }
    let list = try await house.sessions.list(for: .owner)
    for info in list { #expect(try await house.session(info.id).history.count == 2) }
  }

  @Test @Loop func `who still holds an unloaded session holds the same as all`() async throws {
    let house = try await House()
    let session = try await house.exchange("Hello", "Hi")
    house.sessions.unload(idleFor: .zero)
    #expect(try await house.session(session.id) === session)
  }

  @Test @Loop func `after unloading, a cursor at the end goes on and an older one is reset`() async throws {
    let house = try await House()
    let tail = try await house.exchange("Hello", "Hi").log.tail
    let session = try await house.reopened().session(house.sessions.list(for: .owner)[0].id)
    #expect(Reader(session.log, after: tail).resets == 0)
    #expect(Reader(session.log, after: Cursor(epoch: tail.epoch, sequence: tail.sequence - 1)).resets == 1)
  }

  @Test @Loop func `a second process is kept out of the folder`() async throws {
    let house = try await House()
    await #expect(throws: ChatError.storage("Another martlet has the data folder \(house.folder.path)")) {
      _ = try await House(house.folder)
    }
  }

  @Test @Loop func `shutdown keeps running answers, marked interrupted`() async throws {
    let house = try await House()
    let held = Held(try await house.start(TurnRequest(message: "Hello")), saying: "So far")
    try await eventually { held.turn.snapshot.message.content == "So far" }
    let reader = Reader(held.turn.session.log)
    try await house.sessions.shutdown(within: .seconds(60))
    held.letGo()
    #expect(reader.names == ["done"])
    let id = held.turn.session.id
    await #expect(throws: ChatError.shuttingDown) {
      _ = try await house.start(TurnRequest(message: "One more", sessionID: id))
    }
    let next = try await house.reopened()
    #expect(next.notes.isEmpty)
    let session = try await next.session(id)
    #expect(session.history.last?.content == "So far")
    #expect(session.history.last?.interrupted == true)
    #expect(session.log.tail == reader.cursor)
  }

  @Test @Loop func `files that are none of ours are left alone`() async throws {
    let house = try await House()
    let id = Identifier.random()
    let folder = house.folder.path + "/sessions/"
    try TemporaryFolder.write(Array("hello".utf8), to: folder + "notes.md")
    try TemporaryFolder.write(Array("### human\n\nBy hand\n".utf8), to: folder + id + ".md")
    try TemporaryFolder.write(Array("half".utf8), to: folder + id + ".md.tmp")
    let next = try await house.reopened()
    #expect(try await next.sessions.list(for: .owner).map(\.name) == ["By hand"])
    #expect(try await next.session(id).history.map(\.content) == ["By hand"])
    #expect(try next.folder.names(in: "sessions") == [id + ".md", "notes.md"].sorted())
    #expect(
      try TemporaryFolder.read(next.folder.path + "/sessions/\(id).md")
        == Array("### human\n\nBy hand\n".utf8))
    try await next.exchange("More", "Yes", in: id)
    #expect(try await next.reopened().session(id).history.map(\.content) == ["By hand", "More", "Yes"])
  }

  @Test @Loop func `health is told by writing`() async throws {
    let faults = Faults()
    let house = try await House(willChange: faults.willChange)
    try await house.sessions.check()
    faults.fail("create")
    await #expect(throws: ChatError.self) { try await house.sessions.check() }
  }
}
