/// Where a page that sends a request comes from (RFC 6454), as in the Origin field.
public struct Origin: Sendable, Hashable, CustomStringConvertible {
  public let scheme: String
  public let host: Host

  /// Nil unless it is `http://host` or `https://host` with an optional port and nothing more. `null` is nil.
  public init?(_ text: String) {
    guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") else { return nil }
    scheme = text[..<colon].lowercased()
    guard scheme == "http" || scheme == "https" else { return nil }
    guard let host = Host(String(text[colon...].dropFirst(3))) else { return nil }
    self.host = host
  }

  public var description: String { "\(scheme)://\(host)" }

  /// Is this the page's own server, as named by the request's Host? The scheme does not count, since a proxy
  /// may have taken TLS off; a missing port is the scheme's own.
  public func isSame(as target: Host) -> Bool {
    let usual = scheme == "https" ? 443 : 80
    return host.name == target.name && (host.port ?? usual) == (target.port ?? usual)
  }
}
