import TestSupport

extension WireClient {
  /// `fields` may bring another Host.
  func ask(_ method: String, _ path: String, _ body: Body, _ fields: [String]) async throws {
    var lines = ["\(method) \(path) HTTP/1.1"] + fields
    if !fields.contains(where: { $0.hasPrefix("Host:") }) { lines.append("Host: \(address)") }
    if let type = body.type { lines += ["Content-Type: \(type)", "Content-Length: \(body.text.utf8.count)"] }
    try await say((lines + ["", body.text]).joined(separator: "\r\n"))
  }
}
