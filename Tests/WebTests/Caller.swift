import EventLoop
import Kernel

/// One connection, and what was heard on it.
@Loop final class Caller {
  private var socket: Socket?
  private let host: String
  private(set) var heard: [UInt8] = []
  private(set) var isClosed = false

  init(_ address: SocketAddress) throws {
    socket = try Socket.connecting(to: address)
    host = address.description
  }

  /// Closes the connection, whatever is still to come.
  func hangUp() { socket = nil }

  var text: String { String(decoding: heard, as: UTF8.self) }

  /// `fields` may bring another Host.
  func ask(_ method: String, _ path: String, _ body: Body, _ fields: [String]) async throws {
    var lines = ["\(method) \(path) HTTP/1.1"] + fields
    if !fields.contains(where: { $0.hasPrefix("Host:") }) { lines.append("Host: \(host)") }
    if let type = body.type { lines += ["Content-Type: \(type)", "Content-Length: \(body.text.utf8.count)"] }
    try await say((lines + ["", body.text]).joined(separator: "\r\n"))
  }

  func say(_ text: String) async throws {
    let bytes = Array(text.utf8)
    var sent = 0
    try await until("the bytes are sent") {
      sent += (try? self.socket?.write(bytes, from: sent)) ?? 0
      return sent == bytes.count
    }
  }

  func hear(_ words: String) async throws {
    try await until("'\(words)' is heard; heard was \(self.text.suffix(500))") {
      self.listen()
      return self.text.contains(words)
    }
  }

  @discardableResult
  func hearTheEnd() async throws -> [UInt8] {
    try await until("the connection is closed; heard was \(self.text.suffix(500))") {
      self.listen()
      return self.isClosed
    }
    return heard
  }

  private func listen() {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    do {
      while let count = try socket?.read(into: &buffer) {
        if count == 0 {
          isClosed = true
          return
        }
        heard += buffer[..<count]
      }
    } catch { isClosed = true }
  }
}

struct NeverHappened: Error, CustomStringConvertible {
  let description: String
}

/// Looks again and again, for ten seconds at most.
@Loop func until(_ what: @autoclosure () -> String, _ condition: @Loop () -> Bool) async throws {
  for _ in 0..<10_000 {
    if condition() { return }
    try await Loop.sleep(for: .milliseconds(1))
  }
  throw NeverHappened(description: "waited in vain until \(what())")
}
