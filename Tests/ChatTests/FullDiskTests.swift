import EventLoop
import Testing

@testable import Chat

@Suite struct FullDiskTests {
  @Test(arguments: ["create", "append", "sync", "journal", "rename"])
  @Loop func `a full disk refuses the call, and nothing has changed`(step: String) async throws {
    let faults = Faults()
    let house = try await House(willChange: faults.willChange)
    let session = try await house.exchange("Hello", "Hi")
    let (history, tail) = (session.history, session.log.tail)
    faults.fail(step)
    await #expect(throws: ChatError.self) {
      _ = try await house.start(TurnRequest(message: "Lost", sessionID: session.id))
    }
    #expect(session.history == history)
    #expect(session.log.tail == tail)
    #expect(session.turn == nil)
    faults.fail(nil)
    if step != "rename" {
      #expect(try await house.reopened().session(session.id).history == history)
      #expect(try house.folder.names(in: "sessions") == ["\(session.id).md"])
    }
    try await house.exchange("Found", "Yes", in: session.id)
    let again = try await house.reopened().session(session.id)
    #expect(again.history.map(\.content) == ["Hello", "Hi", "Found", "Yes"])
    #expect(again.log.tail == session.log.tail)
  }

  @Test @Loop func `a full disk at the first message of a new session leaves no session`() async throws {
    let faults = Faults()
    let house = try await House(willChange: faults.willChange)
    faults.fail("sync")
    let request = TurnRequest(message: "Lost", clientID: "c")
    await #expect(throws: ChatError.self) { _ = try await house.start(request) }
    #expect(try await house.sessions.list(for: .owner).isEmpty)
    #expect(try house.folder.names(in: "sessions").isEmpty)
    faults.fail(nil)
    let turn = try await house.start(request)
    _ = await turn.session.stop()
    #expect(try await house.sessions.list(for: .owner).count == 1)
  }

  @Test @Loop func `a full disk at the end keeps the answer in sight, and writes it when it can`()
    async throws
  {
    let faults = Faults()
    let house = try await House(willChange: faults.willChange)
    let turn = try await house.start(TurnRequest(message: "Hello"))
    let reader = Reader(turn.session.log)
    faults.fail("append")
    turn.run { turn in
      turn.text("Hi")
      return Completion()
    }
    await turn.end()
    #expect(reader.resets == 1)
    #expect(turn.session.history.last?.content == "Hi")
    #expect(turn.session.history.last?.error?.code == "storage")
    let crashed = try await House(house.folder.copy()).session(turn.session.id)
    #expect(crashed.history.last?.content == "Hi")
    faults.fail(nil)
    try await house.exchange("More", "Yes", in: turn.session.id)
    let again = try await house.reopened().session(turn.session.id)
    #expect(again.history == turn.session.history)
    #expect(again.history.count == 4)
    #expect(again.log.tail == turn.session.log.tail)
  }
}
