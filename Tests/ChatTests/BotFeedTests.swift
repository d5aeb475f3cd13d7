import EventLoop
import Testing

@testable import Chat

@Suite struct BotFeedTests {
  @Loop private func press(_ feed: BotFeed, _ session: String) async throws {
    try await feed.press(BotEvent(session: session, message: "m", id: "yes", at: 1)) {}
  }

  @Test @Loop func `goes on with its numbers after a crash, and without a torn end`() async throws {
    let house = try await House()
    let feed = try await house.sessions.bots.feed(of: "home")
    for session in ["a", "b"] { try await press(feed, session) }
    let path = "\(house.folder.path)/bots/home.feed"
    let torn = Array("id: \(feed.log.epoch)-3\nevent: but".utf8)
    try TemporaryFolder.write(try TemporaryFolder.read(path) + torn, to: path)
    let again = try await house.reopened()
    let new = try await again.sessions.bots.feed(of: "home")
    #expect(new.log.tail == feed.log.tail)
    #expect(new.unanswered.map(\.bytes) == feed.unanswered.map(\.bytes))
    try await press(new, "c")
    #expect(new.unanswered.map(\.sequence) == [1, 2, 3])
    #expect(try again.folder.names(in: "bots") == ["home.feed"])
  }

  @Test @Loop func `what is damaged is kept, and the feed begins anew`() async throws {
    let house = try await House()
    let feed = try await house.sessions.bots.feed(of: "home")
    for session in ["a", "b"] { try await press(feed, session) }
    let path = "\(house.folder.path)/bots/home.feed"
    var bytes = try TemporaryFolder.read(path)
    for index in 60..<90 { bytes[index] = 7 }
    try TemporaryFolder.write(bytes, to: path)
    let again = try await house.reopened()
    let new = try await again.sessions.bots.feed(of: "home")
    #expect(new.log.tail.sequence == 0)
    #expect(new.log.epoch != feed.log.epoch)
    #expect(try again.folder.names(in: "bots") == ["home.feed", "home.feed.damaged"])
  }

  @Test @Loop func `a press that did not happen is not told`() async throws {
    let house = try await House()
    let feed = try await house.sessions.bots.feed(of: "home")
    let reader = Reader(feed.log)
    let event = BotEvent(session: "a", message: "m", id: "yes", at: 1)
    await #expect(throws: Unexpected.self) { try await feed.press(event) { throw Unexpected() } }
    try await press(feed, "b")
    #expect(reader.entries.map(\.sequence) == [1])
    let again = try await house.reopened()
    #expect(try await again.sessions.bots.feed(of: "home").unanswered.count == 1)
    #expect(try again.folder.names(in: "bots") == ["home.feed"])
  }

  @Test @Loop func `a press that did not happen leaves no trace where the file is written anew`() async throws {
    var limits = ChatLimits.standard
    (limits.botFeedBytes, limits.logBytes, limits.pressesKept) = (2048, 512, 3)
    let house = try await House(limits: limits)
    let feed = try await house.sessions.bots.feed(of: "home")
    for number in 0..<60 {
      try await press(feed, "done \(number)")
      let event = BotEvent(session: "refused", message: "m", id: "yes", at: 1)
      await #expect(throws: Unexpected.self) { try await feed.press(event) { throw Unexpected() } }
      let bytes = try TemporaryFolder.read("\(house.folder.path)/bots/home.feed")
      #expect(!bytes.contains(0) && !String(decoding: bytes, as: UTF8.self).contains("refused"))
    }
    let again = try await house.reopened()
    #expect(try await again.sessions.bots.feed(of: "home").log.tail == feed.log.tail)
    #expect(try again.folder.names(in: "bots") == ["home.feed"])
  }

  @Test @Loop func `is bounded by what is unanswered and new`() async throws {
    var limits = ChatLimits.standard
    (limits.botFeedBytes, limits.logBytes, limits.pressesKept) = (4096, 1024, 3)
    let house = try await House(limits: limits)
    let feed = try await house.sessions.bots.feed(of: "home")
    for number in 0..<200 { try await press(feed, "session \(number)") }
    let bytes = try TemporaryFolder.read("\(house.folder.path)/bots/home.feed")
    #expect(bytes.count < 3 * 4096)
    #expect(feed.unanswered.map(\.sequence) == [198, 199, 200])
    let again = try await house.reopened()
    #expect(try await again.sessions.bots.feed(of: "home").log.tail == feed.log.tail)
    #expect(try again.folder.names(in: "bots") == ["home.feed"])
  }
}
