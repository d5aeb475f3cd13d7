/// What a request asks for (RFC 9110 §9). Names are case-sensitive.
public enum Method: Sendable, Hashable, CustomStringConvertible {
  case get, head, post, put, patch, delete, options, trace
  case other(String)

  /// Any name; the caller has made sure that it is a token.
  public init(_ name: String) {
    self =
      switch name {
      case "GET": .get
      case "HEAD": .head
      case "POST": .post
      case "PUT": .put
      case "PATCH": .patch
      case "DELETE": .delete
      case "OPTIONS": .options
      case "TRACE": .trace
      default: .other(name)
      }
  }

  public var description: String {
    switch self {
    case .get: "GET"
    case .head: "HEAD"
    case .post: "POST"
    case .put: "PUT"
    case .patch: "PATCH"
    case .delete: "DELETE"
    case .options: "OPTIONS"
    case .trace: "TRACE"
    case .other(let name): name
    }
  }

  /// Does it promise to change nothing (RFC 9110 §9.2.1)?
  public var isSafe: Bool {
    switch self {
    case .get, .head, .options, .trace: true
    default: false
    }
  }
}
