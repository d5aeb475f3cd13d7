internal import Chat
internal import EventLoop
internal import FoundationEssentials
internal import HTTP
internal import HTTPServer
internal import Login

/// One call of the API: who asks, and what for.
@Loop struct Call {
  let exchange: Exchange
  let target: RequestTarget
  let captures: [String]
  let visitor: Visitor
  let limits: WebLimits

  var head: RequestHead { exchange.head }
  var user: User { visitor.user }

  /// The body, which must say that it is JSON; an empty one is an empty object.
  func decode<T: Decodable>(_ type: T.Type, limitBytes: Int? = nil) async throws -> T {
    if head.framing != .none { try requireJSON() }
    let body = try await exchange.body(limitBytes: limitBytes ?? limits.jsonBytes)
    guard String(validating: body, as: UTF8.self) != nil else {
      throw Failure(400, "bad_json", "The body is not UTF-8.")
    }
    do { return try JSONDecoder().decode(type, from: Data(body.isEmpty ? Array("{}".utf8) : body)) } catch {
      throw Self.nulled(body) ? Failure(422, "invalid", "The body is not an object.") : Failure(error)
    }
  }

  // A form of another site can send a body without asking first, but none that says it is JSON.
  func requireJSON() throws {
    guard let type = head[.contentType].flatMap({ MediaType($0) }), type.essence == "application/json",
      type.charset == nil || type.charset == "utf-8"
    else { throw Failure(415, "wrong_type", "Send the body as application/json in UTF-8.") }
    if let coding = head["Content-Encoding"], coding.lowercased() != "identity" {
      throw Failure(415, "wrong_encoding", "Send the body as it is, not as \(coding).")
    }
  }

  private static func nulled(_ body: [UInt8]) -> Bool { body == Array("null".utf8) }
}
