import EventLoop
import HTTP
import Kernel
import TestSupport

@testable import HTTPServer

/// A server on loopback, as one test needs it.
@Loop final class TestServer {
  let server: HTTPServer
  /// What the server logged.
  let log = Recorder<String>()
  private let address: SocketAddress

  convenience init(_ handler: @escaping HTTPServer.Handler = TestServer.echo) throws {
    try self.init(limits: { _ in }, handler)
  }

  init(
    limits change: (inout ServerLimits) -> Void, _ handler: @escaping HTTPServer.Handler = TestServer.echo
  ) throws {
    var limits = ServerLimits()
    change(&limits)
    server = HTTPServer(limits: limits, log: { [log] in log.add($0) }, handler: handler)
    address = try server.listen(on: SocketAddress(literal: "127.0.0.1", port: 0)!)
  }

  func client() throws -> WireClient { try WireClient(address) }

  /// A client that has said `text`.
  func client(saying text: String) async throws -> WireClient {
    let client = try client()
    try await client.say(text)
    return client
  }

  /// Answers with the target, or for a request with a body with its bytes.
  static func echo(_ exchange: Exchange) {
    guard exchange.head.framing != .none else { return exchange.respond(.text(exchange.head.target)) }
    Loop.start {
      await answer(exchange) {
        .text(String(decoding: try await exchange.body(limitBytes: 1_000_000), as: UTF8.self))
      }
    }
  }

  /// Answers with what `body` makes, or with the words of its failure.
  static func answer(_ exchange: Exchange, _ body: @Loop () async throws -> Response) async {
    do { exchange.respond(try await body()) } catch let failure as any WireFailure {
      exchange.respond(Response(failure.status, body: .bytes(Array(failure.description.utf8))))
    } catch { exchange.respond(Response(500, body: .bytes(Array("\(error)".utf8)))) }
  }
}

extension Response {
  static func text(_ text: String) -> Response { Response(200, body: .bytes(Array(text.utf8))) }
}

/// A request without a body.
func get(_ target: String, _ fields: String...) -> String {
  "GET \(target) HTTP/1.1\r\nHost: x\r\n" + fields.map { $0 + "\r\n" }.joined() + "\r\n"
}

/// A request with a body, of which more may be declared than is there.
func post(_ target: String, _ body: String, length: Int? = nil) -> String {
  "POST \(target) HTTP/1.1\r\nHost: x\r\nContent-Length: \(length ?? body.utf8.count)\r\n\r\n\(body)"
}

/// What happened, in order.
@Loop final class Recorder<T: Sendable> {
  private(set) var all: [T] = []
  nonisolated init() {}
  func add(_ one: T) { all.append(one) }
}
