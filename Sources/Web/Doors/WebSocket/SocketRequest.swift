internal import Chat
internal import FoundationEssentials
internal import HTTP

/// What a client asks for over its WebSocket.
enum SocketRequest: Sendable {
  case chat(TurnRequest)
  /// timestamp: a number, a short text or null
  case ping(timestamp: JSONValue?)
  case interrupt

  /// errors: a `Failure` in words
  /// cost:   O(bytes); long ones are for another thread than the loop's
  init(_ message: WebSocketMessage) throws(Failure) {
    guard case .text(let bytes) = message else { throw .invalid("Send text: binary messages mean nothing here.") }
    do { self = try JSONDecoder().decode(SocketRequest.self, from: Data(bytes)) } catch {
      throw error as? Failure ?? Failure(400, "bad_json", "The message is not valid JSON.")
    }
  }
}

/// Only what is asked for is decoded, whatever else a message holds.
extension SocketRequest: Decodable {
  private enum Keys: String, CodingKey { case type, payload, timestamp }
  private enum PayloadKeys: String, CodingKey { case message, agent_name, client_id, enable_reasoning }

  init(from decoder: any Decoder) throws {
    guard let box = try? decoder.container(keyedBy: Keys.self), let type = try? box.decode(String.self, forKey: .type)
    else { throw Failure.invalid("A message is an object with a \"type\".") }
    switch type {
    case "chat":
      guard let payload = try? box.nestedContainer(keyedBy: PayloadKeys.self, forKey: .payload) else {
        throw Failure.invalid("payload: not an object")
      }
      self = .chat(try Self.chat(payload))
    case "ping": self = .ping(timestamp: try Self.timestamp(box))
    case "interrupt": self = .interrupt
    default: throw Failure.invalid("There is no type \(type.prefix(40)); there are chat, ping and interrupt.")
    }
  }

  private static func chat(_ payload: KeyedDecodingContainer<PayloadKeys>) throws -> TurnRequest {
    guard let message = try text(payload, .message) else { throw Failure.invalid("payload.message: missing") }
    var request = TurnRequest(message: message)
    request.agent = try text(payload, .agent_name)
    request.clientID = try text(payload, .client_id)
    do { request.wantsReasoning = try payload.decodeIfPresent(Bool.self, forKey: .enable_reasoning) ?? true } catch {
      throw Failure.invalid("payload.enable_reasoning: not true or false")
    }
    return request
  }

  private static func text(_ payload: KeyedDecodingContainer<PayloadKeys>, _ key: PayloadKeys) throws -> String? {
    do { return try payload.decodeIfPresent(String.self, forKey: key) } catch {
      throw Failure.invalid("payload.\(key.rawValue): not a text")
    }
  }

  private static func timestamp(_ box: KeyedDecodingContainer<Keys>) throws -> JSONValue? {
    guard box.contains(.timestamp) else { return nil }
    if try box.decodeNil(forKey: .timestamp) { return .null }
    if let number = try? box.decode(Int.self, forKey: .timestamp) { return .integer(number) }
    if let number = try? box.decode(Double.self, forKey: .timestamp) { return .number(number) }
    if let text = try? box.decode(String.self, forKey: .timestamp), text.utf8.count <= 64 { return .string(text) }
    throw Failure.invalid("timestamp: neither a number nor a text of at most 64 bytes")
  }
}

extension Failure {
  fileprivate static func invalid(_ words: String) -> Failure { Failure(422, "invalid", words) }
}
