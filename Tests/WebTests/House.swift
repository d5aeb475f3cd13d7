import Agent
import Chat
import EventLoop
import HTTP
import HTTPClient
import HTTPServer
import Kernel
import Login
import TestSupport
import Testing

@testable import Web

/// A whole house on a free port, with the demo agent and a folder of its own.
@Loop final class House {
  let folder: TemporaryFolder
  let sessions: Sessions
  let agents: Agents
  let keeper: Doorkeeper
  let app: WebApp
  private let server: HTTPServer
  let address: SocketAddress

  init(
    _ options: WebOptions = WebOptions(), limits: WebLimits = WebLimits(), chat: ChatLimits = .standard,
    agents: AgentsConfiguration = AgentsConfiguration(), login: LoginConfiguration = LoginConfiguration()
  ) async throws {
    folder = try TemporaryFolder()
    let disk = Disk()
    sessions = Sessions(folder: folder.path, disk: disk, limits: chat)
    self.agents = Agents(agents, client: HTTPClient(), uploads: sessions.uploads, disk: disk)
    keeper = Doorkeeper(login, folder: folder.path, disk: disk)
    app = WebApp(
      sessions: sessions, agents: self.agents, keeper: keeper, options: options, limits: limits,
      ownNames: ["birdhouse"], disk: disk)
    var wire = ServerLimits()
    wire.lingerSeconds = 60
    server = HTTPServer(limits: wire, refusal: WebApp.refusal, handler: app.handle)
    address = try server.listen(on: SocketAddress(literal: "127.0.0.1", port: 0)!)
    _ = try await sessions.open()
    try await keeper.open()
  }

  /// One request on a connection of its own, to the end of its answer.
  func call(_ method: String, _ path: String, _ body: Body = .none, _ fields: [String] = []) async throws
    -> Answer
  {
    let caller = try WireClient(address)
    try await caller.ask(method, path, body, ["Connection: close"] + fields)
    try await caller.hearTheEnd()
    return try Answer(caller.heard)
  }

  func get(_ path: String, _ fields: String...) async throws -> Answer {
    try await call("GET", path, .none, fields)
  }

  func post(_ path: String, json: String) async throws -> Answer { try await call("POST", path, .json(json)) }

  /// A caller that has asked for an event stream.
  func watch(_ path: String, _ fields: String...) async throws -> WireClient {
    let caller = try WireClient(address)
    try await caller.ask("GET", path, .none, fields)
    try await caller.hear("\r\n\r\n")
    return caller
  }

  /// A session with one finished exchange; returns its id and its messages'.
  func chatted(_ words: String = "fast hello") async throws -> (id: String, user: String, assistant: String) {
    let id = try #require(try await post("/api/sessions", json: "{}").json["id"]?.text)
    _ = try await post("/api/chat", json: #"{"message":"\#(words)","session_id":"\#(id)"}"#)
    let history = try #require(try await get("/api/sessions/\(id)").json["history"]?.list)
    return (id, try #require(history[0]["id"]?.text), try #require(history[1]["id"]?.text))
  }
}

/// A request's body, with its type.
enum Body: Sendable {
  case none
  case json(String)
  case typed(String, String)
  case form([(name: String, filename: String, content: String)])

  static let boundary = "martlet-form"

  var type: String? {
    switch self {
    case .none: nil
    case .json: "application/json"
    case .typed(let type, _): type
    case .form: "multipart/form-data; boundary=\(Self.boundary)"
    }
  }

  var text: String {
    switch self {
    case .none: ""
    case .json(let text), .typed(_, let text): text
    case .form(let parts):
      parts.map {
        "--\(Self.boundary)\r\nContent-Disposition: form-data; name=\"\($0.name)\""
          + "; filename=\"\($0.filename)\"\r\n\r\n\($0.content)\r\n"
      }.joined() + "--\(Self.boundary)--\r\n"
    }
  }
}
