import Agent
import Chat
import EventLoop
import TestSupport
import Testing

@testable import Web

@Suite(.onLoop) struct ChatRoutesTests {
  @Test @Loop func aTurnIsToldFromItsStartToItsEnd() async throws {
    let house = try await House()
    let answer = try await house.post("/api/chat", json: #"{"message":"fast hello"}"#)
    #expect(answer.status == 200)
    #expect(answer["Content-Type"] == "text/event-stream")
    #expect(answer["X-Accel-Buffering"] == "no")
    let names = Self.events(answer.text)
    #expect(names.first == "turn_start")
    #expect(names.last == "done")
    #expect(Set(names).isSuperset(of: ["reasoning_delta", "reasoning_end", "token"]))
    let numbers = answer.text.split(separator: "\n").filter { $0.hasPrefix("id: ") }.compactMap {
      Int($0.split(separator: "-").last!)
    }
    #expect(numbers == Array((numbers.first ?? 0)..<(numbers.first ?? 0) + names.count))
  }

  @Test @Loop func aFailedTurnEndsWithItsError() async throws {
    let answer = try await House().post("/api/chat", json: #"{"message":"fast error"}"#)
    #expect(Self.events(answer.text).last == "error")
  }

  @Test @Loop func whoAsksForJSONIsToldWhereToLook() async throws {
    let house = try await House()
    let body = Body.json(#"{"message":"fast hello"}"#)
    let answer = try await house.call("POST", "/api/chat", body, ["Accept: application/json"])
    #expect(answer.status == 202)
    for key in ["turn_id", "message_id", "cursor", "session_id"] {
      #expect(answer.json[key]?.text?.isEmpty == false, "\(key)")
    }
    let (id, cursor) = (
      try #require(answer.json["session_id"]?.text), try #require(answer.json["cursor"]?.text)
    )
    let watcher = try await house.watch("/api/sessions/\(id)/events?after=\(cursor)")
    try await watcher.hear("event: done")
    #expect(Self.events(watcher.text).first == "turn_start")
  }

  @Test(arguments: ["*/*", "text/event-stream", "text/event-stream, application/json;q=0.5", "text/html"])
  @Loop func allOthersGetTheStream(accept: String) async throws {
    let body = Body.json(#"{"message":"fast hello"}"#)
    let answer = try await House().call("POST", "/api/chat", body, ["Accept: \(accept)"])
    #expect((answer.status, Self.events(answer.text).last) == (200, "done"))
  }

  @Test @Loop func theSameCallTwiceRunsOnce() async throws {
    let house = try await House()
    let body = #"{"message":"fast long 50","client_id":"once"}"#
    let first = try await house.post("/api/chat", json: body)
    let second = try await house.post("/api/chat", json: body)
    #expect(Self.events(second.text) == ["done"])
    #expect(first.text.contains(Self.data(second.text)))
    let sessions = try #require(try await house.get("/api/sessions").json.list)
    #expect(sessions.count == 1)
    let id = try #require(sessions[0]["id"]?.text)
    #expect(try await house.get("/api/sessions/\(id)").json["history"]?.list?.count == 2)
    let told = try await house.call("POST", "/api/chat", .json(body), ["Accept: application/json"])
    #expect(told.status == 202)
    #expect(told.json["session_id"]?.text == id)
    let shown = try await house.get("/api/sessions/\(id)").json
    #expect(told.json["message_id"] == shown["history"]?.list?.last?["id"])
    #expect(told.json["cursor"] != nil && told.json["cursor"] == shown["cursor"])
  }

  @Test @Loop func whoAnswersIsToldAlsoWhereNobodyWasNamed() async throws {
    let house = try await House()
    let answer = try await house.post("/api/chat", json: #"{"message":"fast hello"}"#)
    #expect(answer.text.contains(#""agent":"demo""#))
    let listed = try await house.get("/api/sessions").json.list?.first
    #expect(listed != nil && listed?["agent"] == nil, "the session goes on with whoever is the default then")
  }

  @Test @Loop func aSessionWhoseAgentIsGoneStoresNothingAndSaysWhoThereIs() async throws {
    let house = try await House()
    let id = try #require(try await house.post("/api/sessions", json: #"{"agent":"gone"}"#).json["id"]?.text)
    let refused = try await house.post("/api/chat", json: #"{"message":"fast","session_id":"\#(id)"}"#)
    #expect((refused.status, refused.code) == (422, "unknown_agent"))
    #expect(refused.message == "There is no agent gone; there are: demo")
    #expect(try await house.get("/api/sessions/\(id)").json["history"] == .array([]))
    let other = #"{"message":"fast","session_id":"\#(id)","agent":"demo"}"#
    #expect(Self.events(try await house.post("/api/chat", json: other).text).last == "done")
  }

  @Test @Loop func aCallThatRanIsToldAgainAlsoWhenItsAgentIsGone() async throws {
    let house = try await House()
    let body = #"{"message":"fast hello","agent":"demo","client_id":"once"}"#
    _ = try await house.post("/api/chat", json: body)
    let other = AgentConfiguration(name: "other", provider: "demo", model: "")
    house.agents.configure(AgentsConfiguration(agents: [other]))
    #expect(Self.events(try await house.post("/api/chat", json: body).text) == ["done"])
  }

  @Test @Loop func twoAtOnceJoinTheSameTurn() async throws {
    let house = try await House()
    let body = Body.json(#"{"message":"slow","client_id":"both"}"#)
    let (one, two) = (try WireClient(house.address), try WireClient(house.address))
    try await one.ask("POST", "/api/chat", body, [])
    try await one.hear("event: turn_start")
    try await two.ask("POST", "/api/chat", body, [])
    try await two.hear("event: turn_start")
    let id = try #require(try await house.get("/api/sessions").json.list?.first?["id"]?.text)
    _ = try await house.post("/api/stop", json: #"{"session_id":"\#(id)"}"#)
    try await one.hear("event: done")
    try await two.hear("event: done")
    #expect(Self.events(one.text) == Self.events(two.text))
  }

  @Test @Loop func stopEndsTheTurnAndKeepsWhatCame() async throws {
    let house = try await House()
    let caller = try WireClient(house.address)
    try await caller.ask("POST", "/api/chat", .json(#"{"message":"slow"}"#), [])
    try await caller.hear("event: progress")
    let id = try #require(try await house.get("/api/sessions").json.list?.first?["id"]?.text)
    let path = "/api/sessions/\(id)"
    #expect(try await house.get(path).json["turn"] != nil)
    #expect(
      try await house.post("/api/chat", json: #"{"message":"x","session_id":"\#(id)"}"#).code
        == "turn_running")
    let stop = #"{"session_id":"\#(id)"}"#
    #expect(
      try await house.post("/api/stop", json: stop).json
        == .object(["ok": .bool(true), "stopped": .integer(1)]))
    #expect(try await house.post("/api/stop", json: stop).json["stopped"] == .integer(0))
    try await caller.hear("event: done")
    let last = try await house.get(path).json["history"]?.list?.last
    #expect(last?["stopped"] == .bool(true))
    #expect(try await house.get(path).json["turn"] == nil)
  }

  @Test @Loop func aClosedBrowserStopsNothing() async throws {
    let house = try await House()
    var caller: WireClient? = try WireClient(house.address)
    try await caller?.ask("POST", "/api/chat", .json(#"{"message":"fast long 200"}"#), [])
    try await caller?.hear("event: turn_start")
    caller = nil
    let id = try #require(try await house.get("/api/sessions").json.list?.first?["id"]?.text)
    let session = try await house.sessions.session(id, for: .owner)
    try await until("the turn has ended") { session.turn == nil && caller == nil }
    #expect(session.history.last?.content.contains("200. ") == true)
  }

  @Test @Loop func editAndRegenerateTakeTheOldAnswersPlace() async throws {
    let house = try await House()
    let session = try await house.chatted()
    let again = #"{"session_id":"\#(session.id)","regenerate":"\#(session.assistant)"}"#
    #expect(Self.events(try await house.post("/api/chat", json: again).text).last == "done")
    let edit = #"{"session_id":"\#(session.id)","edit":"\#(session.user)","message":"fast other"}"#
    #expect(Self.events(try await house.post("/api/chat", json: edit).text).last == "done")
    let history = try #require(try await house.get("/api/sessions/\(session.id)").json["history"]?.list)
    #expect(history.count == 2)
    #expect(history[0]["content"]?.text == "fast other")
  }

  @Test @Loop func thoughtsAreDroppedWhereNobodyWantsThem() async throws {
    var options = WebOptions()
    options.app.showsReasoning = false
    for (house, flag) in [(try await House(options), "true"), (try await House(), "false")] {
      let answer = try await house.post("/api/chat", json: #"{"message":"fast hello","reasoning":\#(flag)}"#)
      #expect(!answer.text.contains("reasoning"))
      #expect(Self.events(answer.text).last == "done")
    }
  }

  @Test @Loop func anUploadGoesAlongAndStays() async throws {
    let house = try await House()
    let upload = try await house.call("POST", "/api/upload", .form([("file", "note.txt", "words\n")])).json
    let id = try #require(upload["id"]?.text)
    let answer = try await house.post(
      "/api/chat", json: #"{"message":"fast","attachments":[{"id":"\#(id)"}]}"#)
    #expect(answer.text.contains("note.txt"))
    #expect(Self.events(answer.text).last == "done")
  }

  static func events(_ stream: String) -> [String] {
    stream.split(separator: "\n").filter { $0.hasPrefix("event: ") }.map { String($0.dropFirst(7)) }
  }

  static func data(_ stream: String) -> String {
    stream.split(separator: "\n").last { $0.hasPrefix("data: ") }.map(String.init) ?? ""
  }
}
