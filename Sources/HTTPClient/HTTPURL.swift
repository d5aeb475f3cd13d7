/// An absolute `http` or `https` address (RFC 9110 §4.2), taken apart.
///
/// Percent-encoding is kept as written; a fragment is dropped. Names must be in ASCII (`xn--…`).
public struct HTTPURL: Hashable, Sendable, CustomStringConvertible {
  public let isSecure: Bool
  /// Lower case; an IPv6 literal without its brackets.
  public let host: String
  public let port: UInt16
  /// The path, beginning with `/`.
  public let path: String
  /// What follows `?`, or nil.
  public let query: String?
  /// `name:password` as written before `@`, percent-decoded.
  public let credentials: String?

  /// errors: `.invalidURL` with the reason
  public init(_ text: String) throws(HTTPClientError) {
    var parser = HTTPURLParser(text)
    self = try parser.parse()
  }

  init(isSecure: Bool, host: String, port: UInt16?, path: String, query: String?, credentials: String?) {
    self.isSecure = isSecure
    self.host = host
    self.port = port ?? (isSecure ? 443 : 80)
    self.path = path
    self.query = query
    self.credentials = credentials
  }

  /// The address of something below this one: `/v1` and `models` make `/v1/models`. The query is dropped.
  public func appending(path more: String) -> HTTPURL {
    let base = path.hasSuffix("/") ? String(path.dropLast()) : path
    let tail = more.hasPrefix("/") ? more : "/" + more
    return HTTPURL(
      isSecure: isSecure, host: host, port: port, path: base + tail, query: nil, credentials: credentials)
  }

  /// What stands in the request line: path and query.
  var target: String { query.map { path + "?" + $0 } ?? path }

  /// What stands in `Host`: the port only when it is not the scheme's own.
  var authority: String { port == (isSecure ? 443 : 80) ? bracketedHost : hostAndPort }

  /// What stands after `CONNECT`: the port always.
  var hostAndPort: String { "\(bracketedHost):\(port)" }

  private var bracketedHost: String { host.contains(":") ? "[\(host)]" : host }

  /// The whole address, without credentials: fit for logs and for a proxy's request line.
  public var description: String { (isSecure ? "https://" : "http://") + authority + target }
}
