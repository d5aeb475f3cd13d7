public import EventLoop
public import Kernel

/// The model server's side of one connection.
@Loop public final class ModelConnection: Watcher {
  private var socket: Socket?
  private var held: [UInt8] = []
  private var waiter: CheckedContinuation<Void, Never>?

  init(_ accepted: Socket.Accepted) throws { socket = try Socket(accepted) }

  /// The next request, whole; nil when the client has closed.
  public func request() async -> ModelServer.Asked? {
    while true {
      if let request = takeRequest() { return request }
      guard await readMore() else { return nil }
    }
  }

  /// Returns once the client has closed.
  public func untilClosed() async {
    while await readMore() {}
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

  public func write(_ text: String) async { await write(Array(text.utf8)) }

  public func close() {
    if let raw = socket?.raw { EventLoop.shared.remove(raw) }
    socket = nil
    wake()
  }

  public func ready(_ readiness: Readiness) {
    if let raw = socket?.raw { EventLoop.shared.remove(raw) }
    wake()
  }

  private func write(_ bytes: [UInt8]) async {
    var sent = 0
    while sent < bytes.count, socket != nil {
      guard let count = try? socket?.write(bytes, from: sent) else { return }
      sent += count
      if count == 0 { await wait(.write) }
    }
  }

  private func takeRequest() -> ModelServer.Asked? {
    let text = String(decoding: held, as: UTF8.self)
    guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
    let head = String(text[..<end.lowerBound])
    let length = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
    let count = length.flatMap { Int($0.split(separator: " ").last ?? "0") } ?? 0
    let headBytes = head.utf8.count + 4
    guard held.count >= headBytes + count else { return nil }
    let body = String(decoding: held[headBytes..<headBytes + count], as: UTF8.self)
    held.removeFirst(headBytes + count)
    return ModelServer.Asked(head: head, body: body)
  }

  private func readMore() async -> Bool {
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    while socket != nil {
      do {
        if let count = try socket?.read(into: &buffer) {
          held += buffer[..<count]
          return count > 0
        }
      } catch { return false }
      await wait(.read)
    }
    return false
  }

  private func wait(_ interest: Interest) async {
    await withCheckedContinuation {
      waiter = $0
      guard let raw = socket?.raw else { return wake() }
      do { try EventLoop.shared.add(raw, interest, self) } catch { wake() }
    }
  }

  private func wake() {
    let waiter = self.waiter
    self.waiter = nil
    waiter?.resume()
  }
}
