internal import Chat
internal import EventLoop
internal import HTTP
internal import HTTPServer

/// How `/v1` speaks: in OpenAI's shapes, and with pages of those other sites that the configuration names.
struct OpenAIManner {
  private let origins: Set<Origin>

  init(allowedOrigins: [String]) { origins = Set(allowedOrigins.compactMap { Origin($0) }) }

  func admits(_ head: RequestHead) -> Bool { head[.origin].flatMap { Origin($0) }.map(origins.contains) ?? false }

  /// What a browser wants to read before it lets a page of another site see the answer. Never with credentials.
  func fields(for head: RequestHead) -> Fields {
    guard !origins.isEmpty else { return [:] }
    guard admits(head), let origin = head[.origin] else { return [.vary: "Origin"] }
    return [
      .vary: "Origin", "Access-Control-Allow-Origin": origin,
      "Access-Control-Expose-Headers": "Retry-After, X-Request-Id",
    ]
  }

  /// The answer to a browser that asks first; nil for all other requests.
  func preflight(_ head: RequestHead) -> Response? {
    guard head.method == .options, admits(head), head.fields.has("Access-Control-Request-Method") else { return nil }
    var fields = fields(for: head)
    fields.append("Access-Control-Allow-Methods", "GET, POST")
    fields.append("Access-Control-Max-Age", "600")
    if let wanted = head["Access-Control-Request-Headers"] { fields.append("Access-Control-Allow-Headers", wanted) }
    return Response(204, fields)
  }

  func reply(_ status: Int, _ body: JSONValue, to head: RequestHead, _ more: Fields = [:]) -> Response {
    Reply.json(status, body, more + fields(for: head))
  }

  func refusal(_ failure: Failure, to head: RequestHead) -> Response {
    reply(failure.status, body(failure), to: head, failure.fields)
  }

  func body(_ failure: Failure) -> JSONValue {
    let type =
      switch failure.status {
      case 429: "requests"
      case 500...: "server_error"
      default: "invalid_request_error"
      }
    return .object([
      "error": .object([
        "message": .string(failure.message), "type": .string(type), "code": .string(failure.code),
        "param": failure.param.map { .string($0) } ?? .null,
      ])
    ])
  }
}
