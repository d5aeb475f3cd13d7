import Chat
import EventLoop
import TestSupport
import Testing

@testable import Web

@Suite(.onLoop) struct MessageRoutesTests {
  @Test @Loop func aMessageCanBePinnedAndTakenAway() async throws {
    let house = try await House()
    let session = try await house.chatted()
    let path = "/api/sessions/\(session.id)/messages/\(session.assistant)"
    let pinned = try await house.call("PATCH", path, .json(#"{"pinned":true}"#))
    #expect(
      (pinned.status, pinned.json["pinned"], pinned.json["id"]?.text) == (200, .bool(true), session.assistant)
    )
    #expect(try await house.call("DELETE", path).json == .object(["ok": .bool(true)]))
    let history = try await house.get("/api/sessions/\(session.id)").json["history"]?.list
    #expect(history?.map { $0["id"]?.text } == [session.user])
    #expect(try await house.call("DELETE", path).code == "message_not_found")
  }
}
