import EventLoop
import Testing

@testable import Chat

@Suite struct TurnOutsideTests {
  private nonisolated static let names: Set<String> = ["nano"]

  /// A turn that waits for a bot's words.
  @Loop private func asking(_ house: House, wantsReasoning: Bool = true) async throws -> Turn {
    let answerers = Answerers(names: ["nano"], standard: "nano", outside: ["nano"])
    let turn = try await house.start(
      TurnRequest(message: "Hello", answerers: answerers, wantsReasoning: wantsReasoning))
    turn.run { try await $0.askOutside("home", label: "Nano", patience: .seconds(600)) }
    let feed = try await house.sessions.bots.feed(of: "home")
    try await eventually { !feed.unanswered.isEmpty }
    return turn
  }

  @Loop private func say(_ text: String, in turn: Turn) async throws {
    _ = try await turn.session.say(BotWords(text: text, staysOpen: true), of: Self.names, as: "nano")
  }

  /// All at once.
  ///
  /// returns: how many threw
  @Loop private func burst(_ count: Int, _ body: @escaping @Loop @Sendable (Int) async throws -> Void) async -> Int {
    let failures = Failures()
    let tasks = (0..<count).map { number in
      Loop.start { do { try await body(number) } catch { failures.count += 1 } }
    }
    for task in tasks { await task.value }
    return failures.count
  }

  @Test @Loop func `the same edit many times at once is there once`() async throws {
    let turn = try await asking(try await House())
    let failures = await burst(8) { number in
      if number == 0 { return try await self.say("Base", in: turn) }
      try await turn.session.edit(turn.messageID, BotWords(text: "Base more", staysOpen: true), of: Self.names)
    }
    #expect(failures == 0)
    #expect(turn.answer.message.content == "Base more")
    _ = await turn.session.stop()
  }

  @Test @Loop func `messages that come at once are paragraphs`() async throws {
    let turn = try await asking(try await House())
    #expect(await burst(3) { try await self.say("M\($0)", in: turn) } == 0)
    #expect(turn.answer.message.content == "M0\n\nM1\n\nM2")
    _ = await turn.session.stop()
  }

  @Test @Loop func `an answer has its limit for words that come at once, too`() async throws {
    var limits = ChatLimits.standard
    limits.botAnswerBytes = 10
    let turn = try await asking(try await House(limits: limits))
    let failures = await burst(6) { _ in try await turn.session.extend(turn.messageID, "four", of: Self.names) }
    #expect(failures == 4)
    #expect(turn.answer.message.content == "fourfour")
    _ = await turn.session.stop()
  }

  @Test @Loop func `an edit outlasts a stop that comes at the same time`() async throws {
    let faults = Faults()
    let house = try await House(willChange: faults.willChange)
    let answerers = Answerers(names: ["nano"], standard: "nano", outside: ["nano"])
    // Nobody runs it: stop closes it at once.
    let turn = try await house.start(TurnRequest(message: "Hello", answerers: answerers))
    try await say("Base", in: turn)
    faults.block("journal")
    let calls = Loop.start {
      let failures = await burst(3) { number in
        switch number {
        case 0: try await turn.session.extend(turn.messageID, " more", of: Self.names)
        case 1: try await turn.session.edit(turn.messageID, BotWords(text: "Base more, yes"), of: Self.names)
        default: _ = await turn.session.stop()
        }
      }
      #expect(failures == 0)
    }
    try await eventually { turn.ending != nil }
    faults.release()
    await calls.value
    #expect(turn.session.history.last?.content == "Base more, yes")
  }

  @Test @Loop func `a thought that nobody wants is not kept`() async throws {
    let turn = try await asking(try await House(), wantsReasoning: false)
    try await turn.session.extend(turn.messageID, "hm", isThought: true, endsThought: true, of: Self.names)
    try await turn.session.extend(turn.messageID, "Yes", of: Self.names)
    #expect(turn.answer.message.parts == [.text("Yes")])
    _ = await turn.session.stop()
  }
}

@Loop private final class Failures {
  var count = 0
}
