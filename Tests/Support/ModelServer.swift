public import EventLoop
public import Kernel

/// An HTTP server on loopback, a model's or a tool's, that answers each request as a test says.
@Loop public final class ModelServer: Watcher {
  /// What a request looked like.
  public struct Asked: Sendable {
    public var head: String
    public var body: String
  }

  public typealias Serve = @Loop @Sendable (Asked, Peer) async -> Void

  public let port: UInt16
  public private(set) var asked: [Asked] = []
  private let listener: Socket
  private let serve: Serve
  private var connections: [Peer] = []

  public init(_ serve: @escaping Serve) throws {
    self.serve = serve
    listener = try Socket.listening(on: SocketAddress(.v4([127, 0, 0, 1])))
    port = listener.localAddress?.port ?? 0
    try EventLoop.shared.add(listener.raw, .read, self)
  }

  public var baseURL: String { "http://127.0.0.1:\(port)/v1" }

  public func close() {
    EventLoop.shared.remove(listener.raw)
    for connection in connections { connection.close() }
  }

  public func ready(_ readiness: Readiness) {
    let number = connections.count + 1
    guard let next = try? listener.accept(), let connection = try? Peer(next.socket, number: number) else { return }
    connections.append(connection)
    Loop.start { await self.serveAll(connection) }
  }

  private func serveAll(_ connection: Peer) async {
    while let request = await connection.request() {
      asked.append(request)
      await serve(request, connection)
    }
    connection.close()
  }
}
