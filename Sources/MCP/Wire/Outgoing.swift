internal import Chat

/// A message of ours: a request, a notification, or an answer.
struct Outgoing: Equatable, Sendable {
  /// nil for an answer.
  let method: String?
  /// nil unless it is a request.
  let id: Int?
  let params: JSONValue?
  private let answer: (id: JSONValue, key: String, value: JSONValue)?
  /// Arguments that an HTTP server wants to see in the head as well, as `Mcp-Param-…`.
  var mirrored: [MirroredParameter.Value] = []

  static func request(_ method: String, id: Int, _ params: [String: JSONValue]) -> Outgoing {
    Outgoing(method: method, id: id, params: .object(params), answer: nil)
  }

  static func notification(_ method: String, _ params: [String: JSONValue]? = nil) -> Outgoing {
    Outgoing(method: method, id: nil, params: params.map { .object($0) }, answer: nil)
  }

  static func result(of id: JSONValue, _ value: JSONValue) -> Outgoing {
    Outgoing(method: nil, id: nil, params: nil, answer: (id, "result", value))
  }

  static func refusal(of id: JSONValue, code: Int, _ message: String) -> Outgoing {
    let error = JSONValue.object(["code": .integer(code), "message": .string(message)])
    return Outgoing(method: nil, id: nil, params: nil, answer: (id, "error", error))
  }

  /// On one line, without its end.
  var bytes: [UInt8] {
    var message: [String: JSONValue] = ["jsonrpc": .string("2.0")]
    message["method"] = method.map { .string($0) }
    message["id"] = id.map { .integer($0) } ?? answer?.id
    message["params"] = params
    if let answer { message[answer.key] = answer.value }
    return JSONValue.object(message).encoded
  }

  private init(method: String?, id: Int?, params: JSONValue?, answer: (id: JSONValue, key: String, value: JSONValue)?) {
    (self.method, self.id, self.params, self.answer) = (method, id, params, answer)
  }

  static func == (one: Outgoing, other: Outgoing) -> Bool {
    one.bytes == other.bytes && one.mirrored == other.mirrored
  }
}
