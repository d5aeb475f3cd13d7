import Chat
import EventLoop
import TestSupport
import Testing

@testable import Web

@Suite(.onLoop) struct EventRoutesTests {
  @Test @Loop func whoComesBackMissesNothing() async throws {
    let house = try await House()
    let answer = try await house.post("/api/chat", json: #"{"message":"fast hello"}"#)
    let id = try #require(try await house.get("/api/sessions").json.list?.first?["id"]?.text)
    let blocks = answer.text.components(separated: "\n\n")
    let cursors = blocks.compactMap { $0.split(separator: "\n").first?.dropFirst(4) }.map(String.init)
    for (index, cursor) in cursors.enumerated().dropLast() {
      let rest = blocks[(index + 1)...].joined(separator: "\n\n") + "\n\n"
      for watcher in [
        try await house.watch("/api/sessions/\(id)/events", "Last-Event-ID: \(cursor)"),
        try await house.watch("/api/events?session=\(id)&after=\(cursor)"),
      ] {
        try await watcher.hear("event: done")
        #expect(watcher.text.hasSuffix("\r\n\r\n" + rest))
      }
    }
  }

  @Test @Loop func theHeaderCountsBeforeTheQuery() async throws {
    let house = try await House()
    let session = try await house.chatted()
    let cursor = try #require(try await house.get("/api/sessions/\(session.id)").json["cursor"]?.text)
    let watcher = try await house.watch(
      "/api/sessions/\(session.id)/events?after=old-1", "Last-Event-ID: \(cursor)")
    _ = try await house.call("DELETE", "/api/sessions/\(session.id)/messages/\(session.assistant)")
    try await watcher.hear("event: message_deleted")
    #expect(!watcher.text.contains("event: reset"))
  }

  @Test(arguments: ["nonsense", "other-3", "-", "x-99999999999999999999"])
  @Loop func aPlaceOfAnotherTimeIsReset(cursor: String) async throws {
    let house = try await House()
    let session = try await house.chatted()
    let watcher = try await house.watch("/api/sessions/\(session.id)/events?after=\(cursor)")
    try await watcher.hear("event: reset")
  }

  @Test @Loop func aTabHearsOfTheListToo() async throws {
    let house = try await House()
    let session = try await house.chatted()
    let tab = try await house.watch("/api/events?session=\(session.id)")
    let made = try await house.post("/api/sessions", json: #"{"name":"another"}"#)
    try await tab.hear("event: session\ndata: ")
    try await tab.hear("another")
    _ = try await house.call("DELETE", "/api/sessions/\(try #require(made.json["id"]?.text))")
    try await tab.hear("event: session_deleted")
    _ = try await house.call("DELETE", "/api/sessions/\(session.id)/messages/\(session.user)")
    try await tab.hear("event: message_deleted")
    _ = try await house.call("DELETE", "/api/sessions/\(session.id)")
    try await tab.hear(#"{"id":"\#(session.id)"}"#)
    #expect(!tab.isClosed)
  }

  @Test @Loop func oneStreamFollowsSeveralSessionsAndSaysWhose() async throws {
    let house = try await House()
    let (one, two) = (try await house.chatted(), try await house.chatted())
    let from = { (id: String) in "event: from\ndata: {\"session\":\"\(id)\"}\n\n" }
    let cursor = try #require(try await house.get("/api/sessions/\(two.id)").json["cursor"]?.text)
    let tab = try await house.watch("/api/events?session=\(one.id)&after=old-1&session=\(two.id)&after=\(cursor)")
    try await tab.hear(from(one.id) + "id: ")
    try await tab.hear("event: reset")
    _ = try await house.call("DELETE", "/api/sessions/\(two.id)/messages/\(two.user)")
    try await tab.hear(from(two.id) + "id: ")
    try await tab.hear(two.user)
    #expect(tab.text.components(separated: "event: reset").count == 1)
  }

  @Test @Loop func aSessionThatIsGoneLeavesTheOthers() async throws {
    let house = try await House()
    let session = try await house.chatted()
    let gone = "00000000-0000-4000-8000-000000000000"
    let tab = try await house.watch("/api/events?session=\(gone)&session=\(session.id)")
    _ = try await house.call("DELETE", "/api/sessions/\(session.id)/messages/\(session.user)")
    try await tab.hear("event: message_deleted")
    #expect(try await house.get("/api/events?session=\(gone)").status == 404)
  }

  @Test @Loop func aWatcherOfADeletedSessionIsSentHome() async throws {
    let house = try await House()
    let session = try await house.chatted()
    let watcher = try await house.watch("/api/sessions/\(session.id)/events")
    _ = try await house.call("DELETE", "/api/sessions/\(session.id)")
    try await watcher.hearTheEnd()
  }

  @Test @Loop func headOpensNoStream() async throws {
    let answer = try await House().call("HEAD", "/api/events")
    #expect((answer.status, answer["Content-Type"], answer.text) == (200, "text/event-stream", ""))
  }
}

extension String {
  fileprivate func components(separated by: String) -> [String] {
    var (parts, rest) = ([String](), self[...])
    while let cut = rest.firstRange(of: by) {
      parts.append(String(rest[..<cut.lowerBound]))
      rest = rest[cut.upperBound...]
    }
    return parts
  }
}
