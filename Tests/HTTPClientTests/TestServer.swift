import EventLoop
import HTTPClient
import Kernel

/// A server on loopback whose every connection is served by a closure of the test's.
@Loop final class TestServer: Watcher {
  typealias Serve = @Loop @Sendable (Peer) async -> Void

  let port: UInt16
  private(set) var accepted = 0
  private let listener: Socket
  private let serve: Serve
  private var peers: [Peer] = []

  init(_ serve: @escaping Serve) throws {
    self.serve = serve
    listener = try Socket.listening(on: SocketAddress(.v4([127, 0, 0, 1])))
    port = listener.localAddress?.port ?? 0
    try EventLoop.shared.add(listener.raw, .read, self)
  }

  /// Answers every request of every connection with what `answer` makes of its head.
  convenience init(answering answer: @escaping @Loop @Sendable (String) -> String) throws {
    try self.init { peer in
      while true {
        let head = await peer.readHead()
        if head.isEmpty { return }
        await peer.write(answer(head))
      }
    }
  }

  func url(_ path: String = "/") throws -> HTTPURL { try HTTPURL("http://127.0.0.1:\(port)\(path)") }

  func close() {
    EventLoop.shared.remove(listener.raw)
    for peer in peers { peer.close() }
  }

  func ready(_ readiness: Readiness) {
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
