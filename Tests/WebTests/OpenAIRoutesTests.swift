import Agent
import Chat
import EventLoop
import FoundationEssentials
import Login
import TestSupport
import Testing

@testable import Web

@Suite(.onLoop) struct OpenAIRoutesTests {
  private static func question(_ words: String = "fast hello", _ more: String = "") -> String {
    #"{"model":"demo"\#(more),"messages":[{"role":"user","content":"\#(words)"}]}"#
  }

  private static let path = "/v1/chat/completions"

  /// Deltas of one kind joined, in order; comments and the end are left out.
  private static func chunks(_ answer: Answer) throws -> [JSONValue] {
    let events = answer.text.components(between: "\n\n").filter { $0.hasPrefix("data: ") && $0 != "data: [DONE]" }
    return try events.map { try JSONDecoder().decode(JSONValue.self, from: Data($0.dropFirst(6).utf8)) }
  }

  @Test @Loop func agentsAreModels() async throws {
    let house = try await House()
    let list = try await house.get("/v1/models")
    #expect(list.json["data"]?.list?.compactMap { $0["id"]?.text } == ["demo"])
    #expect(try await house.get("/chat/v1/models/demo").json["owned_by"]?.text == "martlet")
    let missing = try await house.get("/v1/models/other")
    #expect((missing.status, missing.code) == (404, "model_not_found"))
  }

  @Test @Loop func answersWhole() async throws {
    let house = try await House()
    let answer = try await house.post(Self.path, json: Self.question())
    let choice = try #require(answer.json["choices"]?.list?.first)
    #expect((answer.status, answer.json["object"]?.text) == (200, "chat.completion"))
    #expect(choice["finish_reason"]?.text == "stop")
    #expect(choice["message"]?["content"]?.text?.contains("> fast hello") == true)
    #expect(choice["message"]?["reasoning_content"]?.text?.hasPrefix("Somebody is trying me out.") == true)
    let usage = try #require(answer.json["usage"])
    let sum = (usage["prompt_tokens"]?.integer ?? 0) + (usage["completion_tokens"]?.integer ?? 0)
    #expect(sum > 10 && usage["total_tokens"]?.integer == sum)
    #expect(try await house.get("/api/sessions").json.list?.isEmpty == true)
  }

  @Test @Loop func streamsInChunks() async throws {
    let house = try await House()
    let more = #","stream":true,"stream_options":{"include_usage":true}"#
    let answer = try await house.post(Self.path, json: Self.question("fast think", more))
    #expect(answer["Content-Type"] == "text/event-stream")
    #expect(answer.text.hasSuffix("data: [DONE]\n\n"))
    let chunks = try Self.chunks(answer)
    #expect(Set(chunks.compactMap { $0["id"]?.text }).count == 1)
    let deltas = chunks.compactMap { $0["choices"]?.list?.first?["delta"] }
    #expect(deltas.first == .object(["role": .string("assistant"), "content": .string("")]))
    let content: [String] = deltas.compactMap { $0["content"]?.text }
    let reasoning: [String] = deltas.compactMap { $0["reasoning_content"]?.text }
    #expect(content.joined().hasPrefix("It is **short**."))
    #expect(reasoning.joined().hasPrefix("First I look"))
    #expect(chunks.dropLast().last?["choices"]?.list?.first?["finish_reason"]?.text == "stop")
    #expect(chunks.last?["choices"]?.list?.isEmpty == true)
    #expect(chunks.last?["usage"]?["completion_tokens"]?.integer ?? 0 > 5)
  }

  @Test @Loop func thoughtsAndToolsMayBeKeptBack() async throws {
    var options = WebOptions()
    options.openAI.showsReasoning = false
    options.openAI.sendsToolHints = false
    let house = try await House(options)
    let answer = try await house.post(Self.path, json: Self.question("fast ask"))
    let message = try #require(answer.json["choices"]?.list?.first?["message"])
    #expect(message["reasoning_content"] == nil)
    #expect(message["content"]?.text?.contains("First I look around.\n\nNow a command.") == true)
    #expect(message["content"]?.text?.hasSuffix("`exec` and `edit_file`, so that was **not** done.") == true)
  }

  @Test @Loop func aFailureHasAStatusUntilTheFirstWord() async throws {
    let house = try await House()
    let whole = try await house.post(Self.path, json: Self.question("fast error"))
    #expect((whole.status, whole.code) == (502, "model_refused"))
    #expect(whole["X-Should-Retry"] == "false")
    let begun = try await house.post(Self.path, json: Self.question("fast error", #","stream":true"#))
    #expect(begun.status == 200 && !begun.text.contains("[DONE]"))
    #expect(try Self.chunks(begun).last?["error"]?["code"]?.text == "model_refused")
  }

  @Test @Loop func refusalsAreOfOpenAIsShape() async throws {
    let house = try await House()
    let cases: [(answer: Answer, status: Int, code: String)] = [
      (try await house.get("/v1/nothing"), 404, "not_found"),
      (try await house.get(Self.path), 405, "method_not_allowed"),
      (try await house.post(Self.path, json: "{"), 400, "bad_json"),
      (try await house.post(Self.path, json: #"{"messages":[{"role":"user","content":"x"}]}"#), 404, "model_not_found"),
      (try await house.call("POST", Self.path, .typed("text/plain", "{}")), 415, "wrong_type"),
      (try await house.call("GET", "/v1/models", .none, ["Origin: https://evil.example"]), 403, "foreign_origin"),
    ]
    for (answer, status, code) in cases {
      #expect((answer.status, answer.code) == (status, code))
      guard case .object(let error)? = answer.json["error"] else { throw NeverHappened(description: answer.text) }
      #expect(Set(error.keys) == ["message", "type", "param", "code"])
    }
  }

  @Test @Loop func oneAnswerTooManyIsToldToComeBack() async throws {
    var limits = WebLimits()
    limits.openAIAnswers = 1
    limits.openAIBytes = 1_000
    let house = try await House(limits: limits)
    let first = try WireClient(house.address)
    try await first.ask("POST", Self.path, .json(Self.question("slow", #","stream":true"#)), [])
    try await until("it is under way") { house.app.openAIAnswers == 1 }
    let second = try await house.post(Self.path, json: Self.question())
    #expect((second.status, second.code, second["Retry-After"]) == (429, "rate_limit_exceeded", "1"))
    first.hangUp()
    try await until("it has ended with its client") { house.app.openAIAnswers == 0 }
    let large = try await house.post(Self.path, json: Self.question(String(repeating: "x", count: 1_000)))
    #expect((large.status, large.code) == (413, "too_large"))
  }

  @Test @Loop func whoSendsItsQuestionSlowlyKeepsNobodyOut() async throws {
    var limits = WebLimits()
    limits.openAIAnswers = 1
    let house = try await House(limits: limits)
    let slow = try WireClient(house.address)
    let fields = ["Content-Type: application/json", "Content-Length: 1000", "Expect: 100-continue"]
    try await slow.ask("POST", Self.path, .none, fields)
    try await slow.hear("100 Continue")
    #expect(house.app.openAIAnswers == 0)
    #expect(try await house.post(Self.path, json: Self.question()).status == 200)
  }

  @Test(arguments: [false, true]) @Loop func loggingOutEndsItsAnswers(isStreamed: Bool) async throws {
    var login = LoginConfiguration()
    login.users = ["ada": PasswordHash(of: "correct horse")]
    let house = try await House(login: login)
    let entry = try await house.post("/api/login", json: #"{"name":"ada","password":"correct horse"}"#)
    let cookie = "Cookie: " + (try #require(entry["Set-Cookie"])).prefix { $0 != ";" }
    let caller = try WireClient(house.address)
    try await caller.ask("POST", Self.path, .json(Self.question("slow", #","stream":\#(isStreamed)"#)), [cookie])
    try await until("it is under way") { house.app.openAIAnswers == 1 }
    _ = try await house.call("POST", "/api/logout", .json("{}"), [cookie])
    try await until("it has ended") { house.app.openAIAnswers == 0 }
    try await caller.hear(#""code":"stopped""#)
    #expect(!caller.text.contains("nothing is lost"))
  }

  @Test @Loop func botsAreNoModels() async throws {
    let bot = AgentConfiguration(name: "nano", provider: "", bot: "home")
    let demo = AgentConfiguration(name: "helper", provider: "demo")
    let house = try await House(
      agents: AgentsConfiguration(agents: [bot, demo], bots: ["home": BotConfiguration(name: "home")]))
    let list = try await house.get("/v1/models")
    #expect(list.json["data"]?.list?.compactMap { $0["id"]?.text } == ["helper"])
    let question = #"{"model":"nano","messages":[{"role":"user","content":"x"}]}"#
    for answer in [try await house.get("/v1/models/nano"), try await house.post(Self.path, json: question)] {
      #expect((answer.status, answer.code) == (404, "model_not_found"))
    }
  }

  @Test(arguments: [false, true]) @Loop func whoHangsUpEndsItsAnswer(isStreamed: Bool) async throws {
    let house = try await House()
    let caller = try WireClient(house.address)
    try await caller.ask("POST", Self.path, .json(Self.question("slow", #","stream":\#(isStreamed)"#)), [])
    try await until("it is under way") { house.app.openAIAnswers == 1 }
    caller.hangUp()
    try await until("it has ended") { house.app.openAIAnswers == 0 }
  }

  @Test @Loop func pagesOfNamedOriginsAreLetIn() async throws {
    var options = WebOptions()
    options.openAIOrigins = ["https://app.example"]
    let house = try await House(options)
    let asked = ["Origin: https://app.example", "Access-Control-Request-Method: POST",
      "Access-Control-Request-Headers: authorization,content-type"]
    let leave = try await house.call("OPTIONS", Self.path, .none, asked)
    #expect((leave.status, leave["Access-Control-Allow-Origin"]) == (204, "https://app.example"))
    #expect(leave["Access-Control-Allow-Headers"] == "authorization,content-type")
    #expect(leave["Access-Control-Allow-Credentials"] == nil)
    let fields = ["Origin: https://app.example", "Sec-Fetch-Site: cross-site"]
    let answer = try await house.call("POST", Self.path, .json(Self.question()), fields)
    #expect((answer.status, answer["Access-Control-Allow-Origin"], answer["Vary"]) == (200, "https://app.example", "Origin"))
    let refused = try await house.call("OPTIONS", Self.path, .none, ["Origin: https://evil.example"] + asked.dropFirst())
    #expect(refused.status == 403 && refused["Access-Control-Allow-Origin"] == nil)
    #expect(try await house.call("GET", "/api/agents", .none, fields).status == 403)
    #expect(try await house.call("GET", "/v1/models", .none, fields + ["Host: evil.example"]).status == 421)
  }

  @Test @Loop func aTokenIsTheKey() async throws {
    var login = LoginConfiguration()
    login.users = ["ada": PasswordHash(of: "correct horse")]
    let (token, hash) = AccessToken.make()
    login.tokens["ci"] = AccessToken(hash: hash, user: "ada")
    let house = try await House(login: login)
    for key in ["", "Authorization: Bearer sk-wrong", "Authorization: Basic eDp5"] {
      let answer = try await house.call("GET", "/v1/models", .none, key.isEmpty ? [] : [key])
      #expect((answer.status, answer.code) == (401, "invalid_api_key"))
    }
    #expect(try await house.get("/v1/models", "Authorization: Bearer \(token)").status == 200)
  }

  @Test @Loop func theChannelSaysWhomItServes() async throws {
    var options = WebOptions()
    options.openAI.allowFrom = ["ada"]
    let answer = try await House(options).get("/v1/models")
    #expect((answer.status, answer.code) == (403, "not_allowed"))
    options.openAI.isEnabled = false
    let closed = try await House(options).get("/v1/models")
    #expect(closed.status == 404 && closed.json["error"]?["type"] == nil)
  }
}

extension String {
  fileprivate func components(between mark: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: mark) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts
  }
}
