public import TLS

/// Why a request got no answer, or not a whole one, in words for a person. `peer` is `host:port`.
public enum HTTPClientError: Error, Equatable, Sendable, CustomStringConvertible {
  case invalidURL(String)
  /// The request cannot be put on the wire, and nothing of it was sent.
  case invalidRequest(String)
  case nameNotFound(String)
  /// No verdict about the name: the resolver's own words.
  case lookupFailed(host: String, reason: String)
  case refused(peer: String)
  /// The name has none but addresses that this client may not connect to; nothing was sent.
  case forbidden(peer: String, address: String)
  case unreachable(peer: String, reason: String)
  case timedOutConnecting(peer: String, Duration)
  /// Connected, and then no byte came (or none was taken) for so long.
  case silent(peer: String, Duration)
  /// All connections to this server that the limits allow are taken.
  case busy(peer: String)
  case tls(peer: String, TLSError)
  /// The proxy would not; its own words.
  case proxy(String)
  /// The connection ended before the answer was whole.
  case closedEarly(peer: String)
  /// What came is not HTTP.
  case malformed(peer: String, reason: String)
  case tooLarge(peer: String, reason: String)

  /// Whether there was a connection, and it ended before its time: trying again may well help.
  public var isConnectionLost: Bool {
    switch self {
    case .closedEarly, .tls(_, .truncated): true
    default: false
    }
  }

  public var description: String {
    switch self {
    case .invalidURL(let why), .invalidRequest(let why), .proxy(let why): why
    case .nameNotFound(let host): "there is no host named \(host)"
    case .lookupFailed(let host, let reason): "the name \(host) could not be looked up: \(reason)"
    case .refused(let peer): "nothing listens at \(peer) (connection refused)"
    case .forbidden(let peer, let address): "\(peer) has the address \(address), which may not be connected to"
    case .unreachable(let peer, let reason): "\(peer) cannot be reached: \(reason)"
    case .timedOutConnecting(let peer, let limit): "\(peer) did not answer within \(Self.words(limit))"
    case .silent(let peer, let limit): "\(peer) was silent for \(Self.words(limit))"
    case .busy(let peer): "all connections to \(peer) are in use"
    case .tls(let peer, let error): "\(peer): \(error)"
    case .closedEarly(let peer): "\(peer) closed the connection before its answer was complete"
    case .malformed(let peer, let reason): "\(peer) does not answer as HTTP should: \(reason)"
    case .tooLarge(let peer, let reason): "the answer of \(peer) is too large: \(reason)"
    }
  }

  private static func words(_ limit: Duration) -> String {
    let (seconds, attoseconds) = limit.components
    let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
    return milliseconds % 1000 == 0 ? "\(seconds) s" : "\(milliseconds) ms"
  }
}
