import Glibc
import Kernel
import Testing

@testable import EventLoop

/// `.local` names, by the line protocol of Avahi's socket.
@Loop @Suite struct AvahiQueryTests {
  @Test(arguments: [
    ("+ 2 0 pi.local 192.168.1.5\n", SocketAddress.Host.v4([192, 168, 1, 5])),
    ("+ 2 1 pi.local fe80::1\n", nil),
    ("-15 Timeout reached\n", nil),
    ("+ 2 0 pi.local\n", nil),
    ("", nil),
  ])
  func readsReplies(reply: String, host: SocketAddress.Host?) {
    #expect(AvahiQuery.host(inReply: reply) == host)
  }

  @Test func asksForIPv4AndThenForIPv6() async throws {
    let avahi = try FakeAvahi([
      "RESOLVE-HOSTNAME-IPV4 pi.local\n": "-15 Timeout reached\n",
      "RESOLVE-HOSTNAME-IPV6 pi.local\n": "+ 2 1 pi.local fd00::7\n",
    ])
    defer { avahi.close() }
    var configuration = ResolverConfiguration()
    configuration.avahiSocket = avahi.path
    let found = try await Resolver(configuration).addresses(of: "pi.local", port: 80)
    #expect(found.map(\.description) == ["[fd00::7]:80"])
  }
}

/// Answers each line with what the test gave for it.
@Loop private final class FakeAvahi: Watcher {
  let path: String
  private let replies: [String: String]
  private let listener: Socket

  init(_ replies: [String: String]) throws {
    self.replies = replies
    path = "/tmp/martlet-test-avahi-\(getpid())"
    unlink(path)
    listener = try Socket.listening(on: SocketAddress(.unix(path)))
    try EventLoop.shared.add(listener.raw, .read, self)
  }

  func close() {
    EventLoop.shared.remove(listener.raw)
    unlink(path)
  }

  // The question is there already: `AvahiQuery` writes as soon as it is connected.
  func ready(_ readiness: Readiness) {
    var buffer = [UInt8](repeating: 0, count: 256)
    guard let next = try? listener.accept(), let socket = try? Socket(next.socket),
      let count = (try? socket.read(into: &buffer)) ?? nil
    else { return }
    let reply = replies[String(decoding: buffer[..<count], as: UTF8.self)] ?? "-1 What?\n"
    _ = try? socket.write(Array(reply.utf8))
  }
}
