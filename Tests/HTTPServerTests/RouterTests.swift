import EventLoop
import HTTP
import Kernel
import Testing

@testable import HTTPServer

@Suite struct RouterTests {
  private static let patterns: [(Method, String)] = [
    (.get, "/"), (.get, "/a"), (.post, "/a"), (.delete, "/a/{id}"), (.get, "/a/{id}"), (.put, "/a/fixed"),
    (.get, "/a/{id}/b"),
    (.get, "/a/{id}/b/{other}"), (.get, "/a/fixed/only"), (.get, "/files/*"), (.post, "/post/only"),
  ]

  @Test(arguments: [
    ("GET", "/", "GET /"), ("GET", "/a", "GET /a"), ("POST", "/a", "POST /a"), ("HEAD", "/a", "GET /a"),
    ("GET", "/a/7", "GET /a/{id} 7"), ("GET", "/a/7/b", "GET /a/{id}/b 7"),
    ("GET", "/a/7/b/8", "GET /a/{id}/b/{other} 7 8"),
    ("GET", "/a/fixed/only", "GET /a/fixed/only"), ("GET", "/a/fixed/b", "GET /a/{id}/b fixed"),
    ("GET", "/files/x", "GET /files/* x"), ("GET", "/files/x/y/", "GET /files/* x/y/"),
    ("DELETE", "/a/%2E%2Ex", "DELETE /a/{id} ..x"), ("GET", "/a/", "GET /a/{id} "),
    ("PUT", "/a", "405 GET POST HEAD"), ("GET", "/a/fixed", "405 PUT"), ("HEAD", "/post/only", "405 POST"),
    ("PUT", "/a/7", "405 DELETE GET HEAD"), ("BREW", "/", "405 GET HEAD"),
    ("GET", "/b", "404"), ("GET", "/a/7/c", "404"), ("GET", "/a/fixed/only/more", "404"),
    ("GET", "/files", "404"),
    ("GET", "/A", "404"), ("GET", "//a", "404"), ("GET", "/post", "404"),
  ]) @Loop func finds(method: String, path: String, expected: String) throws {
    var found = ""
    let router = Router()
    for (method, pattern) in Self.patterns {
      router.on(method, pattern) { _, _, captures in
        found = (["\(method) \(pattern)"] + captures).joined(separator: " ")
      }
    }
    switch router.match(Method(method), try RequestTarget(path).segments) {
    case .handler(let handler, let captures): found = try Self.call(handler, captures) { found }
    case .wrongMethod(let allowed): found = (["405"] + allowed.map(\.description)).joined(separator: " ")
    case .unknown: found = "404"
    }
    #expect(found == expected)
  }

  /// Calls the handler with an exchange of its own.
  @Loop private static func call(
    _ handler: Router.Handler, _ captures: [String], _ result: () -> String
  ) throws -> String {
    var parser = RequestHead.Parser()
    let bytes = Array(get("/").utf8)
    let head = try #require(try parser.next(bytes.span))
    let socket = try Socket.listening(on: SocketAddress(literal: "127.0.0.1", port: 0)!)
    let server = HTTPServer { _ in }
    let connection = Connection(socket, peer: SocketAddress(literal: "127.0.0.1", port: 0)!, server: server)
    handler(Exchange(head, connection: connection), try RequestTarget(head), captures)
    return result()
  }
}
