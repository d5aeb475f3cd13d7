internal import HTTP

/// The request as bytes.
extension ClientRequest {
  /// The head as it goes to `route`'s next hop (RFC 9112 §3); the body follows it unchanged.
  func head(via route: Route) -> [UInt8] {
    var lines = Fields()
    lines.append(.host, url.authority)
    for (name, value) in fields where !Self.ours.contains(name) { lines.append(name, value) }
    addMissing(to: &lines, route)
    let target = route.usesAbsoluteForm ? url.description : url.target
    var bytes = Array("\(method) \(target) HTTP/1.1\r\n".utf8)
    lines.encode(into: &bytes)
    bytes += Array("\r\n".utf8)
    return bytes
  }

  private static let ours: Set<FieldName> = [
    .host, .connection, .contentLength, .transferEncoding, "Proxy-Authorization",
  ]

  private func addMissing(to lines: inout Fields, _ route: Route) {
    if !fields.has(.accept) { lines.append(.accept, "*/*") }
    if !fields.has(.acceptEncoding) { lines.append(.acceptEncoding, "identity") }
    if !fields.has(.userAgent) { lines.append(.userAgent, "martlet") }
    if !fields.has(.authorization), let credentials = url.credentials {
      lines.append(.authorization, basicAuthorization(credentials))
    }
    if route.usesAbsoluteForm, let authorization = route.proxy?.authorization {
      lines.append("Proxy-Authorization", authorization)
    }
    if !body.isEmpty || [.post, .put, .patch].contains(method) {
      lines.append(.contentLength, String(body.count))
    }
  }

  /// The question that opens a tunnel through a proxy (RFC 9110 §9.3.6).
  static func connect(_ route: Route) -> [UInt8] {
    let authorization = route.proxy?.authorization.map { "Proxy-Authorization: \($0)\r\n" } ?? ""
    return Array("CONNECT \(route.peer) HTTP/1.1\r\nHost: \(route.peer)\r\n\(authorization)\r\n".utf8)
  }
}
