internal import Chat
internal import FoundationEssentials
internal import HTTP

/// What a client asks for over its WebSocket.
enum SocketRequest {
  case chat(TurnRequest)
  case ping(timestamp: JSONValue?)
  case interrupt

  /// errors: a `Failure` in words
  init(_ message: WebSocketMessage) throws(Failure) {
    guard case .text(let bytes) = message else { throw Self.failure("Send text: binary messages mean nothing here.") }
    guard let json = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes)) else {
      throw Failure(400, "bad_json", "The message is not valid JSON.")
    }
    guard case .object = json, let type = json["type"]?.text else {
      throw Self.failure("A message is an object with a \"type\".")
    }
    switch type {
    case "chat": self = .chat(try Self.chat(json["payload"]))
    case "ping": self = .ping(timestamp: json["timestamp"])
    case "interrupt": self = .interrupt
    default: throw Self.failure("There is no type \(type.prefix(40)); there are chat, ping and interrupt.")
    }
  }

  private static func chat(_ payload: JSONValue?) throws(Failure) -> TurnRequest {
    guard let payload, case .object = payload else { throw failure("payload: not an object") }
    guard let message = try text(payload, "message") else { throw failure("payload.message: missing") }
    var request = TurnRequest(message: message)
    request.agent = try text(payload, "agent_name")
    request.clientID = try text(payload, "client_id")
    switch payload["enable_reasoning"] ?? .null {
    case .null: break
    case .bool(let isWanted): request.wantsReasoning = isWanted
    default: throw failure("payload.enable_reasoning: not true or false")
    }
    return request
  }

  private static func text(_ payload: JSONValue, _ name: String) throws(Failure) -> String? {
    switch payload[name] ?? .null {
    case .null: return nil
    case .string(let text): return text
    default: throw failure("payload.\(name): not a text")
    }
  }

  private static func failure(_ words: String) -> Failure { Failure(422, "invalid", words) }
}
