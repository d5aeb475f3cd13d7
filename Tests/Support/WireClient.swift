public import EventLoop
public import Kernel

/// A client that says exactly the bytes it is told to, and hears what comes back when it is told to listen.
@Loop public final class WireClient {
  private var socket: Socket?
  /// Where it is connected to.
  public let address: SocketAddress
  public private(set) var heard: [UInt8] = []
  public private(set) var isClosed = false

  public init(_ address: SocketAddress) throws {
    self.address = address
    socket = try Socket.connecting(to: address)
  }

  public var text: String { String(decoding: heard, as: UTF8.self) }

  /// The bodies of the answers heard so far, if none of them holds a blank line.
  public var bodies: [String] {
    text.split(separator: "HTTP/1.1 ").compactMap { answer in
      answer.firstRange(of: "\r\n\r\n").map { String(answer[$0.upperBound...]) }
    }
  }

  public func say(_ text: String) async throws { try await say(Array(text.utf8)) }

  public func say(_ bytes: [UInt8]) async throws {
    var sent = 0
    try await until("the bytes are sent") {
      sent += (try? self.socket?.write(bytes, from: sent)) ?? 0
      return sent == bytes.count
    }
  }

  /// Says the text in pieces of `size` bytes, each in a turn of its own.
  public func say(_ text: String, inPiecesOf size: Int) async throws {
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: size) {
      try await say(Array(bytes[start..<min(start + size, bytes.count)]))
      await Task.yield()
    }
  }

  /// Pushes bytes until nothing more was taken for a while; returns how many were.
  public func push(atMost count: Int) async throws -> Int {
    let piece = [UInt8](repeating: 120, count: 65_536)
    var (sent, idle) = (0, 0)
    while sent < count, idle < 30 {
      let taken = (try? socket?.write(piece)) ?? 0
      sent += taken
      idle = taken == 0 ? idle + 1 : 0
      if taken == 0 { try await Loop.sleep(for: .milliseconds(2)) }
    }
    return sent
  }

  /// Listens until `text` has been heard.
  public func hear(_ text: String) async throws {
    try await until("'\(text)' is heard; heard was '\(self.text.suffix(300))'") {
      self.listen()
      return self.text.contains(text)
    }
  }

  public func hear(_ bytes: [UInt8]) async throws {
    try await until("\(bytes.count) bytes are heard; heard were \(self.heard.suffix(100))") {
      self.listen()
      return self.heard.indices.contains { self.heard[$0...].starts(with: bytes) }
    }
  }

  /// Says all of it, or nothing more for a while; false then.
  public func push(_ bytes: [UInt8]) async throws -> Bool {
    var (sent, idle) = (0, 0)
    while sent < bytes.count, idle < 30 {
      let taken = (try? socket?.write(bytes, from: sent)) ?? 0
      sent += taken
      idle = taken == 0 ? idle + 1 : 0
      if taken == 0 { try await Loop.sleep(for: .milliseconds(1)) }
    }
    return sent == bytes.count
  }

  /// Listens until that many bytes have been heard, or the end.
  public func hear(count: Int) async throws {
    try await until("\(count) bytes are heard") {
      self.listen()
      return self.heard.count >= count || self.isClosed
    }
  }

  public func hearTheEnd() async throws {
    try await until("the connection is closed; heard was '\(self.text.suffix(300))'") {
      self.listen()
      return self.isClosed
    }
  }

  /// Closes the connection, whatever is still to come.
  public func hangUp() { socket = nil }

  public func forget() { heard = [] }

  /// Says that it will say no more.
  public func finish() { socket?.finishWriting() }

  /// Takes what has come by now.
  public func listen() {
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

public struct NeverHappened: Error, CustomStringConvertible {
  public let description: String

  public init(description: String) { self.description = description }
}

/// Looks again and again, for ten seconds at most.
@Loop public func until(_ what: @autoclosure () -> String, _ condition: @Loop () -> Bool) async throws {
  for _ in 0..<5000 {
    if condition() { return }
    try await Loop.sleep(for: .milliseconds(2))
  }
  throw NeverHappened(description: "waited in vain until \(what())")
}
