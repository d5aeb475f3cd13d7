public import EventLoop
public import Kernel

/// A server on loopback whose every connection is served by a closure of the test's.
@Loop public final class TestServer: Watcher {
  public typealias Serve = @Loop @Sendable (Peer) async -> Void

  public let port: UInt16
  public private(set) var accepted = 0
  private let listener: Socket
  private let serve: Serve
  private var peers: [Peer] = []

  /// host: another of loopback's addresses
  public init(on host: [UInt8] = [127, 0, 0, 1], port: UInt16 = 0, _ serve: @escaping Serve) throws {
    self.serve = serve
    listener = try Socket.listening(on: SocketAddress(.v4(host), port: port))
    self.port = listener.localAddress?.port ?? 0
    try EventLoop.shared.add(listener.raw, .read, self)
  }

  /// Answers every request of every connection with what `answer` makes of its head.
  public convenience init(
    on host: [UInt8] = [127, 0, 0, 1], port: UInt16 = 0, answering answer: @escaping @Loop @Sendable (String) -> String
  ) throws {
    try self.init(on: host, port: port) { peer in
      while true {
        let head = await peer.readHead()
        if head.isEmpty { return }
        await peer.write(answer(head))
      }
    }
  }

  public func close() {
    EventLoop.shared.remove(listener.raw)
    for peer in peers { peer.close() }
  }

  public func ready(_ readiness: Readiness) {
    guard let next = try? listener.accept(), let peer = try? Peer(next.socket, number: accepted + 1) else {
      return
    }
    accepted += 1
    peers.append(peer)
    Loop.start { [serve] in
      await serve(peer)
      peer.close()
    }
  }
}
