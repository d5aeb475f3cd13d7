import EventLoop
import Kernel

/// A client that says exactly the bytes it is told to, and hears all that comes back.
@Loop final class WireClient {
  private let socket: Socket
  private(set) var heard: [UInt8] = []
  private(set) var isClosed = false

  init(_ address: SocketAddress) throws { socket = try Socket.connecting(to: address) }

  var text: String { String(decoding: heard, as: UTF8.self) }

  func say(_ text: String) async throws { try await say(Array(text.utf8)) }

  func say(_ bytes: [UInt8]) async throws {
    var sent = 0
    try await until("the bytes are sent") {
      sent += (try? self.socket.write(bytes, from: sent)) ?? 0
      return sent == bytes.count
    }
  }

  /// Listens until `text` has been heard.
  func hear(_ text: String) async throws {
    try await until("'\(text)' is heard") {
      self.listen()
      return self.text.contains(text)
    }
  }

  func hearTheEnd() async throws {
    try await until("the connection is closed") {
      self.listen()
      return self.isClosed
    }
  }

  func forget() { heard = [] }

  func finish() { socket.finishWriting() }

  private func listen() {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    do {
      while let count = try socket.read(into: &buffer) {
        if count == 0 { return isClosed = true }
        heard += buffer[..<count]
      }
    } catch { isClosed = true }
  }
}

struct NeverHappened: Error, CustomStringConvertible {
  let description: String
}

/// Looks again and again, for ten seconds at most.
@Loop func until(_ what: String, _ condition: @Loop () -> Bool) async throws {
  for _ in 0..<5000 {
    if condition() { return }
    try await Loop.sleep(for: .milliseconds(2))
  }
  throw NeverHappened(description: "waited in vain until \(what)")
}
