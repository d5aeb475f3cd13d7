import Chat
import EventLoop
import FoundationEssentials
import TestSupport
import Testing

@testable import Web

/// Every route of the API, called wrongly in every way: each refusal is clear, and the data folder is untouched.
@Suite(.onLoop) struct RefusalTests {
  /// Path and what it allows. `{s}` is a session, `{m}` a message of it, `{u}` an upload.
  static let routes: [(path: String, methods: Set<String>)] = [
    ("/api/sessions", ["GET", "POST"]), ("/api/sessions/{s}", ["GET", "PUT", "PATCH", "DELETE"]),
    ("/api/sessions/{s}/messages/{m}", ["PATCH", "DELETE"]), ("/api/sessions/{s}/fork", ["POST"]),
    ("/api/sessions/{s}/export", ["GET"]), ("/api/sessions/{s}/events", ["GET"]), ("/api/import", ["POST"]),
    ("/api/chat", ["POST"]), ("/api/stop", ["POST"]), ("/api/events", ["GET"]), ("/api/upload", ["POST"]),
    ("/api/uploads/{u}", ["GET"]), ("/api/agents", ["GET"]), ("/api/health", ["GET"]),
    ("/api/me", ["GET"]), ("/api/logout", ["POST"]), ("/api/password", ["POST"]),
  ]

  static let takingJSON = [
    "POST /api/sessions", "PUT /api/sessions/{s}", "PATCH /api/sessions/{s}",
    "PATCH /api/sessions/{s}/messages/{m}",
    "POST /api/sessions/{s}/fork", "POST /api/chat", "POST /api/stop",
  ]

  static let nobody = "00000000-0000-4000-8000-000000000000"

  @Test @Loop func theWrongMethodIsToldTheRightOnes() async throws {
    let world = try await World()
    for (path, methods) in Self.routes {
      for method in Set(["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW"]).subtracting(methods) {
        let answer = try await world.refused("\(method) \(path)", .none, 405, "method_not_allowed")
        let allowed = Set((answer["Allow"] ?? "").split(separator: ", ").map(String.init))
        #expect(allowed == (methods.contains("GET") ? methods.union(["HEAD"]) : methods), "\(method) \(path)")
      }
    }
  }

  @Test(arguments: takingJSON) @Loop func whatIsNotJSONIsRefused(route: String) async throws {
    let world = try await World()
    let deep = String(repeating: "[", count: 100_000)
    for body in ["{", "nonsense", #"{"name": "x""#, "{} x", deep] {
      try await world.refused(route, .json(body), 400, "bad_json")
    }
    for body in ["[]", "7", #""text""#, "null", #"[{"name":"x"}]"#] {
      try await world.refused(route, .json(body), 422, "invalid")
    }
    for type in [
      "text/plain", "application/x-www-form-urlencoded", "application/json2",
      "multipart/form-data; boundary=x", "json",
      "application/json; charset=latin1",
    ] { try await world.refused(route, .typed(type, #"{"name":"x","message":"x"}"#), 415, "wrong_type") }
    try await world.refused(route, .json("{}"), 415, "wrong_encoding", "Content-Encoding: gzip")
  }

  @Test @Loop func aBodyThatIsTooLargeIsRefused() async throws {
    var limits = WebLimits()
    (limits.jsonBytes, limits.historyBytes) = (2000, 2000)
    let world = try await World(limits)
    let large = #"{"name":""# + String(repeating: "x", count: 3000) + #""}"#
    for route in Self.takingJSON { try await world.refused(route, .json(large), 413, "too_large") }
  }

  @Test(arguments: [
    ("POST /api/sessions", #"{"name":7}"#), ("POST /api/sessions", #"{"pinned":"yes"}"#),
    ("POST /api/sessions", #"{"id":"../x"}"#),
    ("POST /api/sessions", #"{"id":""}"#), ("POST /api/sessions", #"{"id":7}"#),
    ("POST /api/sessions", #"{"history":{}}"#),
    ("POST /api/sessions", #"{"history":[{"role":"king","content":"x"}]}"#),
    ("POST /api/sessions", #"{"history":[7]}"#),
    ("POST /api/sessions", #"{"agent":["x"]}"#), ("PATCH /api/sessions/{s}", #"{"name":["x"]}"#),
    ("PATCH /api/sessions/{s}", #"{"pinned":1.5}"#), ("PUT /api/sessions/{s}", #"{"history":"x"}"#),
    ("PATCH /api/sessions/{s}/messages/{m}", #"{"pinned":"yes"}"#),
    ("PATCH /api/sessions/{s}/messages/{m}", "{}"),
    ("POST /api/sessions/{s}/fork", #"{"message_id":7}"#), ("POST /api/sessions/{s}/fork", "{}"),
    ("POST /api/chat", #"{"message":7}"#), ("POST /api/chat", #"{"message":["x"],"session_id":"{s}"}"#),
    ("POST /api/chat", #"{"message":"x","session_id":7}"#),
    ("POST /api/chat", #"{"message":"x","attachments":"x"}"#),
    ("POST /api/chat", #"{"message":"x","attachments":[{"id":7}]}"#),
    ("POST /api/chat", #"{"message":"x","attachments":[{}]}"#),
    ("POST /api/chat", #"{"message":"x","client_id":7}"#),
    ("POST /api/chat", #"{"message":"x","reasoning":"much"}"#),
    ("POST /api/chat", #"{"message":"x","agent":7}"#),
    ("POST /api/chat", #"{"message":"x","session_id":"{s}","edit":7}"#),
    ("POST /api/stop", "{}"), ("POST /api/stop", #"{"session_id":null}"#),
    ("POST /api/stop", #"{"session_id":7}"#),
  ]) @Loop func valuesOfTheWrongKindAreRefused(route: String, json: String) async throws {
    try await World().refused(route, .json(json), 422, "invalid")
  }

  @Test(arguments: [
    ("POST /api/chat", "{}", 422, "empty_message"),
    ("POST /api/chat", #"{"message":" \n "}"#, 422, "empty_message"),
    ("POST /api/chat", #"{"message":"x","agent":"nobody"}"#, 422, "unknown_agent"),
    ("POST /api/chat", #"{"message":"x","attachments":[{"id":"\#(nobody)"}]}"#, 422, "unknown_attachment"),
    ("POST /api/chat", #"{"message":"x","attachments":[{"id":"../../secret"}]}"#, 422, "unknown_attachment"),
    ("POST /api/chat", #"{"message":"x","session_id":"\#(nobody)"}"#, 404, "session_not_found"),
    ("POST /api/chat", #"{"message":"x","session_id":"../x"}"#, 404, "session_not_found"),
    ("POST /api/chat", #"{"message":"x","session_id":"{s}","edit":"\#(nobody)"}"#, 422, "unknown_message"),
    ("POST /api/chat", #"{"session_id":"{s}","regenerate":"\#(nobody)"}"#, 422, "unknown_message"),
    ("POST /api/chat", #"{"message":"x","edit":"{m}"}"#, 422, "invalid"),
    ("POST /api/stop", #"{"session_id":"\#(nobody)"}"#, 404, "session_not_found"),
    ("POST /api/sessions", #"{"id":"{s}"}"#, 409, "session_exists"),
    ("PUT /api/sessions/not-an-id", "{}", 422, "invalid"),
    ("PATCH /api/sessions/\(nobody)", "{}", 404, "session_not_found"),
    ("PATCH /api/sessions/{s}/messages/\(nobody)", #"{"pinned":true}"#, 404, "message_not_found"),
    ("PATCH /api/sessions/\(nobody)/messages/{m}", #"{"pinned":true}"#, 404, "session_not_found"),
    ("POST /api/sessions/{s}/fork", #"{"message_id":"\#(nobody)"}"#, 404, "message_not_found"),
    ("POST /api/sessions/\(nobody)/fork", #"{"message_id":"{m}"}"#, 404, "session_not_found"),
    ("POST /api/nothing", "{}", 404, "not_found"),
  ]) @Loop func impossibleWishesAreRefused(route: String, json: String, status: Int, code: String)
    async throws
  {
    try await World().refused(route, .json(json), status, code)
  }

  @Test(arguments: [
    ("GET /api/sessions/\(nobody)", 404, "session_not_found"),
    ("GET /api/sessions/nonsense", 404, "session_not_found"),
    ("GET /api/sessions/", 404, "session_not_found"), ("GET /api/sessions/{s}?limit=-1", 422, "invalid"),
    ("GET /api/sessions/{s}?limit=many", 422, "invalid"),
    ("GET /api/sessions/{s}?before=\(nobody)", 404, "message_not_found"),
    ("DELETE /api/sessions/\(nobody)", 404, "session_not_found"),
    ("DELETE /api/sessions/{s}/messages/\(nobody)", 404, "message_not_found"),
    ("GET /api/sessions/{s}/export?format=exe", 422, "invalid"),
    ("GET /api/sessions/\(nobody)/export", 404, "session_not_found"),
    ("GET /api/sessions/\(nobody)/events", 404, "session_not_found"),
    ("GET /api/events?session=\(nobody)", 404, "session_not_found"),
    ("GET /api/uploads/\(nobody)", 404, "upload_not_found"),
    ("GET /api/uploads/nonsense", 404, "upload_not_found"),
    ("GET /api/uploads/{u}.json", 200, ""), ("GET /api/uploads/..%00", 400, "bad_request"),
    ("GET /api/uploads/%2e%2e%2fsecret", 400, "bad_request"), ("GET /api/../api/agents", 400, "bad_request"),
    ("GET /api", 404, "not_found"), ("GET /api/", 404, "not_found"), ("GET /api/nothing", 404, "not_found"),
    ("GET /api/sessions/{s}/nothing", 404, "not_found"), ("GET /metrics/x", 404, "not_found"),
  ]) @Loop func whatDoesNotExistIsNotFound(route: String, status: Int, code: String) async throws {
    let world = try await World()
    guard status != 200 else { return #expect(try await world.call(route, .none).status == 200) }
    try await world.refused(route, .none, status, code)
  }

  @Test(arguments: ["/api/upload", "/api/import"]) @Loop func onlyFormsBringFiles(path: String) async throws {
    let world = try await World()
    let route = "POST " + path
    try await world.refused(route, .json(#"{"file":1}"#), 415, "wrong_type")
    try await world.refused(route, .none, 415, "wrong_type")
    for boundary in ["", "; boundary=", "; boundary=\"\"", "; boundary=" + String(repeating: "b", count: 71)]
    {
      try await world.refused(route, .typed("multipart/form-data" + boundary, "--b--\r\n"), 400, "bad_form")
    }
    try await world.refused(route, .form([]), 422, "no_file")
    let open = Body.form([("file", "a.md", "x")]).text.replacing("--\r\n", with: "\r\n")
    try await world.refused(route, .typed("multipart/form-data; boundary=\(Body.boundary)", open), 400, nil)
    try await world.refused(route, .typed("multipart/form-data; boundary=other", open), 400, nil)
  }

  @Test @Loop func pagesOfOthersAndForeignNamesReachNothing() async throws {
    let world = try await World()
    for (path, methods) in Self.routes {
      for method in methods {
        try await world.refused(
          "\(method) \(path)", .none, 403, "foreign_origin", "Sec-Fetch-Site: cross-site")
        try await world.refused(
          "\(method) \(path)", .none, 403, "foreign_origin", "Origin: https://evil.example")
        try await world.refused("\(method) \(path)", .none, 421, "unknown_host", "Host: evil.example")
      }
    }
    try await world.refused("GET /", .none, 421, "unknown_host", "Host: evil.example")
  }
}

/// A house with one session, one upload, and a look at its folder.
@Loop private struct World {
  let house: House
  private let names: [String: String]

  init(_ limits: WebLimits = WebLimits()) async throws {
    house = try await House(limits: limits)
    let session = try await house.chatted()
    let upload = try await house.call("POST", "/api/upload", .form([("file", "a.txt", "text")]))
    names = ["{s}": session.id, "{m}": session.user, "{u}": try #require(upload.json["id"]?.text)]
  }

  func call(_ route: String, _ body: Body, _ fields: [String] = []) async throws -> Answer {
    let parts = filled(route).split(separator: " ")
    let body = if case .json(let text) = body { Body.json(filled(text)) } else { body }
    return try await house.call(String(parts[0]), String(parts[1]), body, fields)
  }

  @discardableResult
  func refused(_ route: String, _ body: Body, _ status: Int, _ code: String?, _ fields: String...)
    async throws -> Answer
  {
    let before = house.folder.contents
    let answer = try await call(route, body, fields)
    #expect(answer.status == status, "\(route) \(body.text.prefix(200)): \(answer.text)")
    #expect(code == nil || answer.code == code, "\(route) \(body.text.prefix(200)): \(answer.text)")
    #expect(answer.message?.isEmpty == false, "\(route)")
    #expect(answer["Content-Type"] == "application/json")
    #expect(answer["X-Content-Type-Options"] == "nosniff")
    #expect(answer["Access-Control-Allow-Origin"] == nil)
    #expect(house.folder.contents == before, "\(route) changed the data folder")
    return answer
  }

  private func filled(_ text: String) -> String {
    names.reduce(text) { $0.replacing($1.key, with: $1.value) }
  }
}
