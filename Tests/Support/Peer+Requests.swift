/// What the servers of models and tools hear and say.
extension Peer {
  /// The next request, whole; nil when the client has closed.
  public func request() async -> ModelServer.Asked? {
    let head = await readHead()
    let length = head.lowercased().split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
    let count = length.flatMap { Int($0.split(separator: " ").last ?? "0") } ?? 0
    let body = await read(exactly: count)
    guard !head.isEmpty, body.count == count else { return nil }
    return ModelServer.Asked(head: String(head.dropLast(2)), body: String(decoding: body, as: UTF8.self))
  }

  /// An answer of known length.
  public func answer(_ status: Int, _ body: String, _ fields: String = "") async {
    await write("HTTP/1.1 \(status) Word\r\n\(fields)Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
  }

  /// A stream that ends with the connection.
  public func stream(_ text: String, pieceBytes: Int = 1 << 20) async {
    await write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n")
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: pieceBytes) {
      await write(Array(bytes[start..<min(start + pieceBytes, bytes.count)]))
    }
  }
}
