internal import Kernel

/// Asks Avahi for a `.local` name over its socket: one line to it, one line back (`+ 2 0 pi.local 10.0.0.7`).
///
/// IPv4 first, as most such devices answer on it; then IPv6, but a link-local address is of no use without
/// its interface.
@Loop final class AvahiQuery: Query, Watcher {
  private static let replyBytes = 1024

  private let path: String
  private unowned let lookup: Lookup
  private var name = ""
  private var questions = ["RESOLVE-HOSTNAME-IPV4", "RESOLVE-HOSTNAME-IPV6"]
  private var socket: Socket?
  private var reply: [UInt8] = []

  init(_ path: String, _ lookup: Lookup) {
    self.path = path
    self.lookup = lookup
  }

  func begin(_ name: String) {
    self.name = name
    askNext()
  }

  func close() {
    if let raw = socket?.raw { EventLoop.shared.remove(raw) }
    socket = nil
  }

  private func askNext() {
    close()
    guard !questions.isEmpty else { return lookup.end(.failure(ResolverError.notFound(name))) }
    let question = questions.removeFirst()
    reply = []
    do {
      let socket = try Socket.connecting(to: SocketAddress(.unix(path)))
      _ = try socket.write(Array("\(question) \(name)\n".utf8))
      try EventLoop.shared.add(socket.raw, .read, self)
      self.socket = consume socket
    } catch {
      lookup.end(.failure(ResolverError.failed(name, reason: "Avahi: \(error)")))
    }
  }

  func ready(_ readiness: Readiness) {
    var buffer = [UInt8](repeating: 0, count: Self.replyBytes)
    do {
      guard let count = try socket?.read(into: &buffer) else { return }
      reply += buffer[..<count]
      if count == 0 || reply.contains(UInt8(ascii: "\n")) || reply.count > Self.replyBytes { finish() }
    } catch {
      askNext()
    }
  }

  private func finish() {
    guard let host = Self.host(inReply: String(decoding: reply, as: UTF8.self)) else { return askNext() }
    lookup.end(.success([host]))
  }

  /// The address in `+ interface protocol name address`; nil for `-15 Timeout reached` and the like.
  static func host(inReply reply: String) -> SocketAddress.Host? {
    let words = reply.split { $0 == " " || $0 == "\n" }
    guard words.count >= 5, words[0] == "+" else { return nil }
    guard let host = SocketAddress(literal: String(words[4]), port: 0)?.host else { return nil }
    if case .v6(let bytes) = host, bytes[0] == 0xFE, bytes[1] & 0xC0 == 0x80 { return nil }
    return host
  }
}
