internal import HTTP

/// Keeps other people's pages out: whom the request calls, and where it comes from.
///
/// A page of another site may send requests here through its visitor's browser, but it can neither change
/// `Host`, `Origin` and `Sec-Fetch-Site` nor add a field of its own without asking first, which is never granted.
struct Gatekeeper {
  /// The app sends it with all that changes something: the mark of a page that was let in, for the case of a
  /// proxy that passes neither the host's name nor TLS.
  static let mark: FieldName = "X-Martlet"

  let allowedHosts: [String]
  let ownNames: [String]

  /// Against DNS rebinding: a foreign name that leads here is refused, an address cannot be rebound.
  func checkHost(_ head: RequestHead) throws(Failure) {
    guard let host = head.host else { return }
    guard host.isLoopback || host.isAddress || ownNames.contains(host.name) || isAllowed(host) else {
      throw Failure(
        421, "unknown_host",
        "This server does not answer to the name \(host.name). If it should, add it to channels.web.allowed_hosts.")
    }
  }

  /// Against requests forged by other pages.
  func checkOrigin(_ head: RequestHead) throws(Failure) {
    if let site = head[.secFetchSite]?.lowercased() {
      // `none`: the person typed it; no page can make a browser say so.
      if site == "same-origin" || site == "none" { return }
      throw Self.foreign
    }
    guard let text = head[.origin] else { return }
    if let origin = Origin(text), let host = head.host, origin.isSame(as: host) || isNamed(origin.host) { return }
    if !head.fields.has(Self.mark) { throw Self.foreign }
  }

  private func isAllowed(_ host: Host) -> Bool { allowedHosts.contains("*") || isNamed(host) }

  private func isNamed(_ host: Host) -> Bool {
    allowedHosts.contains { entry in
      entry == host.name || entry == host.description || (entry.hasPrefix(".") && host.name.hasSuffix(entry))
    }
  }

  private static let foreign = Failure(
    403, "foreign_origin", "The request comes from a page of another site, which may not use this server.")
}
