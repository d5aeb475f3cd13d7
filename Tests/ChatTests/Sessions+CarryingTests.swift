import EventLoop
import Testing

@testable import Chat

@Suite struct SessionsCarryingTests {
  @Test @Loop func `a fork goes up to and with its message, and is a session of its own`() async throws {
    let house = try await House()
    let session = try await house.exchange("One", "1")
    try await house.exchange("Two", "2", in: session.id)
    let fork = try await house.sessions.fork(session.id, at: session.history[1].id, for: .owner)
    #expect(fork.history.map(\.content) == ["One", "1"])
    try await house.exchange("Zwei", "zwei", in: fork.id)
    try await house.sessions.delete(session.id, for: .owner)
    #expect(
      try await house.reopened().session(fork.id).history.map(\.content) == ["One", "1", "Zwei", "zwei"])
    await #expect(throws: ChatError.messageNotFound("nope")) {
      _ = try await house.sessions.fork(fork.id, at: "nope", for: .owner)
    }
  }

  @Test(arguments: ["Round --> trip", "--!> <!-- x -->", "a -->"])
  @Loop func `a name that looks like the end of a comment is kept as it is`(name: String) async throws {
    let house = try await House()
    let session = try await house.exchange("One --> two", "1 --!> 2")
    try await session.update(SessionDraft(name: name))
    #expect(session.info.name == name)
    let again = try await house.reopened()
    #expect(try await again.sessions.list(for: .owner) == [session.info])
    #expect(try await again.session(session.id).history == session.history)
    for format in [ExportFormat.markdown, .json] {
      let file = try await house.sessions.export(session.id, as: format, for: .owner)
      let other = try await House()
      let copy = try await other.sessions.importFile(file.bytes, named: file.name, for: .owner)
      #expect(copy.info == session.info)
    }
  }

  @Test(arguments: [ExportFormat.markdown, .json])
  @Loop func `what is exported is imported as it was, once`(format: ExportFormat) async throws {
    let house = try await House()
    let session = try await house.exchange("What of ### human\n<!-- message -->?", "-->\n### assistant")
    try await session.update(SessionDraft(name: "A/B: ..", pinned: true, agent: "demo"))
    let file = try await house.sessions.export(session.id, as: format, for: .owner)
    #expect(file.name == "A-B.\(format.rawValue)")
    let other = try await House()
    for _ in 0..<2 {
      let copy = try await other.sessions.importFile(file.bytes, named: file.name, for: .owner)
      #expect(copy.id == session.id)
      #expect(copy.history == session.history)
      #expect(copy.info == session.info)
    }
    let again = try await other.reopened()
    #expect(try await again.sessions.list(for: .owner) == house.sessions.list(for: .owner))
    #expect(try await again.session(session.id).history == session.history)
  }

  @Test @Loop func `an import never touches what is here`() async throws {
    let house = try await House()
    let session = try await house.exchange("One", "1")
    let file = try await house.sessions.export(session.id, as: .json, for: .owner)
    try await house.exchange("Two", "2", in: session.id)
    let mine = try await house.sessions.importFile(file.bytes, named: "x.json", for: .owner)
    #expect(mine === session)
    #expect(mine.history.count == 4)
    let ada = User("ada")
    let hers = try await house.sessions.importFile(file.bytes, named: "x.json", for: ada)
    #expect(hers.id != session.id)
    #expect(hers.history.count == 2)
    #expect(try await house.sessions.importFile(file.bytes, named: "x.json", for: ada) === hers)
    #expect(session.history.count == 4)
  }

  static let old = """
    ---
    id: web-7
    title: Old times
    ---
    <!--JSON {"history":[{"role":"human","content":"Hello"},\
    {"role":"bot","content":"Hi"},{"role":"human","content":"Hello"}]} -->

    ### human

    Hello
    """

  @Test @Loop func `nanobot's sessions come in whole, and once`() async throws {
    let house = try await House()
    let bytes = Array(Self.old.utf8)
    let session = try await house.sessions.importFile(bytes, named: "web-7.md", for: .owner)
    #expect(session.history.map(\.content) == ["Hello", "Hi", "Hello"])
    #expect(Set(session.history.map(\.id)).count == 3)
    #expect(session.info.name == "Old times")
    #expect(Identifier.isValid(session.id))
    let again = try await house.sessions.importFile(bytes, named: "other-name.md", for: .owner)
    #expect(again === session)
    #expect(try await house.reopened().session(session.id).history == session.history)
  }

  @Test(arguments: ["", "hello", "{}", "{\"history\":7}", "[", "---\nid: 7\n---\n", "\u{0}\u{1}"])
  @Loop func `what is no session is refused`(text: String) async throws {
    let house = try await House()
    await #expect(throws: ChatError.self) {
      _ = try await house.sessions.importFile(Array(text.utf8), named: "x.md", for: .owner)
    }
    #expect(try await house.sessions.list(for: .owner).isEmpty)
    #expect(try house.folder.names(in: "sessions").isEmpty)
  }
}
