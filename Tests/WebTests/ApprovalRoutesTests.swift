import Chat
import EventLoop
import TestSupport
import Testing

@testable import Web

@Suite(.onLoop) struct ApprovalRoutesTests {
  /// A turn of the demo that waits for a person's word.
  @Loop private func asking(_ house: House) async throws -> (session: Session, call: String) {
    let id = try #require(try await house.post("/api/sessions", json: "{}").json["id"]?.text)
    let body = Body.json(#"{"message":"ask fast","session_id":"\#(id)"}"#)
    _ = try await house.call("POST", "/api/chat", body, ["Accept: application/json"])
    let session = try await house.sessions.session(id, for: .owner)
    while session.info.waiting != true { try await Loop.sleep(for: .milliseconds(5)) }
    let part = try #require(
      session.turn?.snapshot.message.parts.lazy.compactMap { part -> ToolPart? in
        if case .tool(let tool) = part, tool.waiting == true { tool } else { nil }
      }.first)
    return (session, part.id)
  }

  @Test @Loop func aCallIsAllowedOnceAndEverybodyLearnsOfIt() async throws {
    let house = try await House()
    let (session, call) = try await asking(house)
    let path = "/api/sessions/\(session.id)/approvals/\(call)"
    #expect(try await house.get("/api/sessions/\(session.id)").json["waiting"] == .bool(true))
    let answer = try await house.post(path, json: #"{"option":"allow"}"#)
    #expect(answer.status == 200)
    #expect(answer.json == .object(["ok": .bool(true)]))
    let again = try await house.post(path, json: #"{"option":"allow"}"#)
    #expect((again.status, again.code) == (409, "approval_answered"))
    _ = await session.stop()
  }

  @Test @Loop func wrongAnswersAreRefusedAndChangeNothing() async throws {
    let house = try await House()
    let (session, call) = try await asking(house)
    let base = "/api/sessions/\(session.id)/approvals/"
    let other = try #require(try await house.post("/api/sessions", json: "{}").json["id"]?.text)
    for (path, body, status, code) in [
      (base + call, #"{"option":"perhaps"}"#, 422, "invalid"), (base + call, "{}", 422, "invalid"),
      (base + call, "{", 400, "bad_json"), (base + "nobody", #"{"option":"allow"}"#, 404, "approval_not_found"),
      ("/api/sessions/\(other)/approvals/\(call)", #"{"option":"allow"}"#, 404, "approval_not_found"),
      ("/api/sessions/none/approvals/\(call)", #"{"option":"allow"}"#, 404, "session_not_found"),
    ] {
      let answer = try await house.post(path, json: body)
      #expect((answer.status, answer.code) == (status, code), "\(path) \(body)")
    }
    let foreign = ["Origin: http://evil.example"]
    #expect(try await house.call("POST", base + call, .json(#"{"option":"allow"}"#), foreign).status == 403)
    #expect(try await house.call("POST", base + call, .typed("text/plain", #"{"option":"allow"}"#)).status == 415)
    #expect(try await house.call("GET", base + call).status == 405)
    #expect(session.info.waiting == true)
    _ = await session.stop()
  }

  @Test @Loop func whatIsAllowedForTheSessionCanBeTakenBack() async throws {
    let house = try await House()
    let (session, call) = try await asking(house)
    let path = "/api/sessions/\(session.id)"
    _ = try await house.post("\(path)/approvals/\(call)", json: #"{"option":"session"}"#)
    #expect(try await house.get(path).json["allowed_tools"] == .array([.string("exec")]))
    let patched = try await house.call("PATCH", path, .json(#"{"allowed_tools":[]}"#))
    #expect(patched.status == 200)
    #expect(patched.json["allowed_tools"] == nil)
    #expect(try await house.call("PATCH", path, .json(#"{"allowed_tools":["a b"]}"#)).status == 422)
    _ = await session.stop()
  }
}
