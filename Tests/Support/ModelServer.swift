public import EventLoop

/// An HTTP server on loopback, a model's or a tool's, that answers each request as a test says.
@Loop public final class ModelServer {
  /// What a request looked like.
  public struct Asked: Sendable {
    public var head: String
    public var body: String
  }

  public typealias Serve = @Loop @Sendable (Asked, Peer) async -> Void

  public private(set) var asked: [Asked] = []
  private var server: TestServer?

  public init(_ serve: @escaping Serve) throws {
    server = try TestServer { [weak self] peer in
      while let request = await peer.request() {
        self?.asked.append(request)
        await serve(request, peer)
      }
    }
  }

  public var port: UInt16 { server?.port ?? 0 }
  public var baseURL: String { "http://127.0.0.1:\(port)/v1" }

  public func close() { server?.close() }
}
