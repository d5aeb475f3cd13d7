/// The way to a server: what makes two requests fit for the same connection.
struct Route: Hashable, Sendable {
  let isSecure: Bool
  let host: String
  let port: UInt16
  let proxy: Proxy?

  init(to url: HTTPURL, via proxy: Proxy?) {
    isSecure = url.isSecure
    host = url.host
    port = url.port
    self.proxy = proxy
  }

  /// Whom the socket is connected to.
  var nextHop: (host: String, port: UInt16) { proxy.map { ($0.host, $0.port) } ?? (host, port) }

  /// `host:port` of the server, for messages and for `CONNECT`.
  var peer: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

  /// Whether the proxy must open a tunnel first (RFC 9110 §9.3.6).
  var needsTunnel: Bool { isSecure && proxy != nil }

  /// Whether the request line bears the whole address (RFC 9112 §3.2.2).
  var usesAbsoluteForm: Bool { !isSecure && proxy != nil }
}
