import EventLoop
import Testing

@testable import Chat

@Suite struct SessionsListingTests {
  @Test @Loop func `the list of one instant stays as it was, in its order, and only its user's`() async throws {
    let house = try await House()
    let old = try await house.exchange("Old", "1")
    let pinned = try await house.exchange("Pinned", "2")
    try await pinned.update(SessionDraft(pinned: true))
    try await old.update(SessionDraft(touch: true))
    let (list, infos) = (house.sessions.all(for: .owner), [pinned.info, old.info])
    try await old.update(SessionDraft(name: "New name"))
    try await house.exchange("Newer", "3")
    try await house.sessions.delete(pinned.id, for: .owner)
    #expect(list.infos == infos)
    #expect(JSONText.encode(list) == JSONText.encode(infos))
    #expect(house.sessions.all(for: .owner).infos.map(\.name) == ["Newer", "New name"])
    #expect(house.sessions.all(for: User("ada")).infos.isEmpty)
  }

  @Test @Loop func `a search finds names and texts, whatever their case, and says where`() async throws {
    let house = try await House()
    let boats = try await house.exchange("Tell me of BOATS", "A boat floats.")
    let birds = try await house.exchange("Birds?", "The Äpfel fell; no \"boat\" here \\ there.")
    func found(_ query: String) async throws -> [String: Int] {
      let list = try await house.sessions.list(for: .owner, matching: query)
      return Dictionary(uniqueKeysWithValues: list.map { ($0.id, $0.matches?.count ?? -1) })
    }
    #expect(try await found("boat") == [boats.id: 2, birds.id: 1])
    #expect(try await found("BIRDS") == [birds.id: 1])
    #expect(try await found("äPFEL") == [birds.id: 1])
    #expect(try await found("\"BOAT\" here \\ ") == [birds.id: 1])
    #expect(try await found("zebra").isEmpty)
    #expect(try await found("  ").count == 2)
    #expect(try await found("size=0000").isEmpty)
    try await birds.update(SessionDraft(name: "Zebras"))
    #expect(try await found("zebra") == [birds.id: 0])
    let match = try await house.sessions.list(for: .owner, matching: "floats")[0].matches?.first
    #expect(match?.messageID == boats.history[1].id)
    #expect(match?.snippet == "A boat floats.")
  }

  @Test @Loop func `a search is bounded, and shows the newest`() async throws {
    var limits = ChatLimits()
    limits.foundSessions = 3
    limits.matchesASession = 2
    limits.filesASlice = 2
    let house = try await House(limits: limits)
    var newest = ""
    for _ in 0..<5 {
      let session = try await house.exchange("boat", "boat")
      newest = try await house.exchange("boat", "boat", in: session.id).id
      try await Loop.sleep(for: .milliseconds(2))
    }
    let found = try await house.sessions.list(for: .owner, matching: "boat")
    #expect(found.count == 3)
    #expect(found[0].id == newest)
    #expect(found.allSatisfy { $0.matches?.count == 2 })
  }

  @Test func `a snippet shows the words with what stands around them`() throws {
    let query = try #require(SearchQuery("needle", limit: 50))
    let text = String(repeating: "hay ", count: 100) + "NEEDLE" + String(repeating: " hay", count: 100)
    let snippet = try #require(query.snippet(in: text, characters: 60))
    #expect(snippet.contains("NEEDLE"))
    #expect(snippet.hasPrefix("…") && snippet.hasSuffix("…"))
    #expect(snippet.count <= 62)
  }

  @Test func `a file is passed over only if no message in it can match`() throws {
    var dice = Dice(8)
    for _ in 0..<300 {
      let message = SessionFileTests.message(0, &dice)
      let file = SessionFile.encode(SessionFileTests.front, [message], SessionFileTests.stamp)
      let words =
        message.content.split { $0.isWhitespace }.randomElement(using: &dice).map(String.init) ?? "zebra"
      guard let query = SearchQuery(words.uppercased(), limit: 50), query.matches(message.content) else {
        continue
      }
      #expect(query.mayMatch(file: file), "\(words)")
    }
  }
}
