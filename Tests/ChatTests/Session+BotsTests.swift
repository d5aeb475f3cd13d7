import EventLoop
import Testing

@testable import Chat

@Suite struct SessionBotsTests {
  private nonisolated static let names: Set<String> = ["nano"]
  private nonisolated static let answerers = Answerers(names: ["nano"], standard: "nano", outside: ["nano"])
  private nonisolated static let buttons = [Buttons.Button(id: "yes", label: "Yes")]

  /// A turn that waits for a bot's words.
  @Loop private func asking(
    _ house: House, in id: String? = nil, patience: Duration = .seconds(600)
  ) async throws -> Turn {
    let turn = try await house.start(TurnRequest(message: "Hello", sessionID: id, answerers: Self.answerers))
    try await run(turn, patience)
    return turn
  }

  @Loop private func run(_ turn: Turn, _ patience: Duration = .seconds(600)) async throws {
    turn.run { try await $0.askOutside("home", label: "Nano", patience: patience) }
    let feed = try await turn.session.store.bots?.feed(of: "home")
    try await eventually { feed?.unanswered.contains { $0.names(turn: turn.id) } == true || turn.ending != nil }
  }

  @Loop private func say(
    _ text: String, in session: Session, open: Bool = false, call: String? = nil
  ) async throws -> String {
    try await session.say(BotWords(text: text, staysOpen: open, call: call), of: Self.names, as: "nano")
  }

  @Test @Loop func `what a bot says is the answer while its turn waits, and then a message of its own`() async throws {
    let house = try await House()
    let turn = try await asking(house)
    let reader = Reader(turn.session.log, after: turn.startCursor)
    #expect(try await say("One", in: turn.session) == turn.messageID)
    let other = try await say("Two", in: turn.session)
    #expect(other != turn.messageID)
    #expect(reader.names.filter { $0 != "progress" } == ["turn_start", "token", "done", "message"])
    #expect(turn.session.history.map(\.content) == ["Hello", "One", "Two"])
    #expect(try await house.reopened().session(turn.session.id).history.map(\.content) == ["Hello", "One", "Two"])
  }

  @Test @Loop func `a call that comes again is told its own answer, not what a bot said meanwhile`() async throws {
    let house = try await House()
    let request = TurnRequest(message: "Hello", clientID: "call-1")
    let turn = try await house.start(request)
    _ = try await say("By the way", in: turn.session)
    turn.run { turn in
      turn.text("Hi")
      return Completion()
    }
    await turn.end()
    #expect(turn.session.history.map(\.content) == ["Hello", "By the way", "Hi"])
    guard case .finished(let message, in: _) = try await turn.session.begin(request, for: .owner) else {
      throw Unexpected()
    }
    #expect(message.id == turn.messageID)
  }

  @Test(arguments: ["killed", "closed", "another boot"]) @Loop
  func `an open answer outlasts the server, and so does its number line on the same boot`(end: String) async throws {
    let house = try await House()
    let turn = try await asking(house)
    _ = try await say("So far", in: turn.session, open: true, call: "c")
    let cursor = turn.session.log.tail
    if end == "closed" { try await house.sessions.shutdown(within: .seconds(1)) }
    let again = try await house.reopened(boot: end == "another boot" ? "boot2" : "boot1")
    let waiting = try #require(again.sessions.waiting.first)
    #expect(waiting.snapshot == turn.snapshot)
    if end == "another boot" { #expect(waiting.session.log.tail.epoch != cursor.epoch) }
    #expect(waiting.session.log.tail.sequence == cursor.sequence)
    try await run(waiting)
    #expect(try await say("So far", in: waiting.session, open: true, call: "c") == turn.messageID)
    try await waiting.session.extend(turn.messageID, " so good", of: Self.names)
    try await waiting.session.endAnswer(turn.messageID, of: Self.names)
    #expect(waiting.session.history.map(\.content) == ["Hello", "So far so good"])
    let third = try await again.reopened(boot: "boot3")
    #expect(try await third.session(turn.session.id).history.map(\.content) == ["Hello", "So far so good"])
    #expect(third.sessions.waiting.isEmpty)
  }

  @Test @Loop
  func `a message that changes in the midst of a turn does so on its number line, and after a crash`() async throws {
    let house = try await House()
    let session = try await asking(house).session
    let first = try await say("Old", in: session)
    let turn = try await asking(house, in: session.id)
    let reader = Reader(session.log, after: turn.startCursor)
    try await session.edit(first, BotWords(text: "New"), of: Self.names)
    _ = try await session.say(BotWords(text: "more", staysOpen: true), of: Self.names, as: "nano")
    #expect(reader.names.filter { $0 != "progress" } == ["turn_start", "message_updated", "token"])
    let again = try await house.reopened()
    #expect(try await again.session(session.id).history.map(\.content) == ["Hello", "New", "Hello"])
    #expect(again.sessions.waiting.first?.snapshot == turn.snapshot)
  }

  @Test @Loop func `the journal tells of a change that the file has not got`() async throws {
    let faults = Faults()
    let house = try await House(willChange: faults.willChange)
    let session = try await asking(house).session
    let first = try await say("Old", in: session)
    let turn = try await asking(house, in: session.id)
    let reader = Reader(session.log, after: turn.startCursor)
    faults.fail("rename \(house.folder.path)/sessions/\(session.id).md")
    await #expect(throws: ChatError.self) { try await session.edit(first, BotWords(text: "New"), of: Self.names) }
    faults.fail(nil)
    #expect(reader.names.suffix(2) == ["message_updated", "message_updated"], "what was shown is taken back")
    #expect(session.history[1].content == "Old")
    #expect(try await house.reopened().session(session.id).history[1].content == "Old")
  }

  @Test @Loop func `a bot that says nothing is given up, and may put its answer there later`() async throws {
    let house = try await House()
    let turn = try await asking(house, patience: .milliseconds(20))
    await turn.end()
    #expect(turn.session.history.last?.error?.code == "bot_silent")
    try await turn.session.edit(turn.messageID, BotWords(text: "Late"), of: Self.names)
    #expect(turn.session.history.last?.error == nil)
    #expect(turn.session.history.last?.content == "Late")
  }

  @Test @Loop func `a button is pressed once, and the bot hears of it once`() async throws {
    let house = try await House()
    let turn = try await asking(house)
    let words = BotWords(text: "Really?", buttons: Self.buttons)
    let id = try await turn.session.say(words, of: Self.names, as: "nano")
    let bots = house.sessions.bots
    func press(_ button: String) async throws -> Message {
      try await bots.press(button, of: id, in: turn.session, by: .owner) { _ in "home" }
    }
    await #expect(throws: ChatError.self) { try await press("no") }
    #expect(try await press("yes").buttons?.pressed == "yes")
    await #expect(throws: ChatError.buttonPressed) { try await press("yes") }
    let again = try await house.reopened()
    #expect(try await again.session(turn.session.id).history.last?.buttons?.pressed == "yes")
    let feed = try await again.sessions.bots.feed(of: "home")
    #expect(feed.unanswered.map(\.event.name) == ["button"])
    await feed.hasSpoken(in: turn.session.id)
    #expect(feed.unanswered.isEmpty)
    let third = try await again.reopened()
    #expect(try await third.sessions.bots.feed(of: "home").unanswered.isEmpty)
    #expect(try third.folder.names(in: "bots") == ["home.feed"])
  }

  @Test @Loop func `of presses at once the file has seen but one`() async throws {
    let faults = Faults()
    let house = try await House(willChange: faults.willChange)
    let session = try await asking(house).session
    let id = try await session.say(BotWords(text: "Really?", buttons: Self.buttons), of: Self.names, as: "nano")
    func appends() -> Int { faults.steps.count { $0.hasPrefix("append ") && $0.hasSuffix("/home.feed") } }
    let before = appends()
    let bots = house.sessions.bots
    let tasks = (0..<3).map { _ in
      Loop.start { _ = try? await bots.press("yes", of: id, in: session, by: .owner) { _ in "home" } }
    }
    for task in tasks { await task.value }
    #expect(session.history.last?.buttons?.pressed == "yes")
    #expect(appends() == before + 1)
  }

  @Test @Loop func `another bot reaches nothing`() async throws {
    let house = try await House()
    let turn = try await asking(house)
    let bots = house.sessions.bots
    await #expect(throws: ChatError.sessionNotFound(turn.session.id)) {
      _ = try await bots.session(turn.session.id, of: ["other"], standard: nil)
    }
    #expect(try await bots.session(turn.session.id, of: Self.names, standard: nil) === turn.session)
    await #expect(throws: ChatError.messageNotFound(turn.userMessage.id)) {
      try await turn.session.edit(turn.userMessage.id, BotWords(text: "x"), of: Self.names)
    }
    _ = await turn.session.stop()
  }
}

extension LogEntry {
  fileprivate func names(turn id: String) -> Bool {
    if case .bot(let event) = event { event.turn == id } else { false }
  }
}
