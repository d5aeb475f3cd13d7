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
    #expect(reader.names.contains("reasoning_end"))
    #expect(reader.entries.map(\.sequence) == Array(1...reader.entries.count))
    let again = try await house.reopened().session(turn.session.id)
    #expect(again.history == turn.session.history)
    #expect(again.history.map(\.content) == ["Hello there", "Good day"])
    #expect(again.info.name == "Hello there")
    #expect(again.log.tail == turn.session.log.tail)
    #expect(try house.folder.names(in: "sessions") == ["\(turn.session.id).md"])
  }

  @Test @Loop func `a turn that a crash cuts off comes back interrupted, and a reader in its midst misses nothing`()
    async throws
  {
    let house = try await House()
    let turn = try await house.start(TurnRequest(message: "Hello"))
    let reader = Reader(turn.session.log, after: turn.startCursor)
    let (gate, open) = AsyncStream<Void>.makeStream()
    turn.run { turn in
      turn.text("So far ")
      for await _ in gate {}
      return Completion()
    }
    while reader.names.last != "token" { try await Loop.sleep(for: .milliseconds(1)) }
    turn.text("so good")
    while turn.snapshot.message.content != "So far so good" { try await Loop.sleep(for: .milliseconds(1)) }
    let seen = reader.cursor
    let next = try await house.reopened()
    open.finish()
    #expect(next.notes == [.interrupted(session: turn.session.id, message: turn.messageID)])
    let session = try await next.session(turn.session.id)
    #expect(session.history.last?.content == "So far so good")
    #expect(session.history.last?.interrupted == true)
    let late = Reader(session.log, after: seen)
    #expect(late.resets == 0)
    #expect(late.names == ["done"])
    let early = Reader(session.log, after: turn.startCursor)
    #expect(early.names == ["turn_start", "token", "token", "done"])
    #expect(try next.folder.names(in: "sessions") == ["\(turn.session.id).md"])
    await turn.end()
  }
}
