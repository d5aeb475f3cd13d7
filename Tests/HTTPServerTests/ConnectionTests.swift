import EventLoop
import HTTP
import HTTPServer
import Kernel
import FoundationEssentials
import Testing

@Suite struct ConnectionTests {
  static let loopback = SocketAddress(literal: "127.0.0.1", port: 0)!

  /// Answers `path`, or for a request with a body its bytes.
  @Loop static func echo(_ exchange: Exchange) {
    guard exchange.head.framing != .none else { return exchange.respond(Self.text(exchange.head.target)) }
    Loop.start {
      do {
        let body = try await exchange.body(limitBytes: 1_000_000)
        exchange.respond(Response(200, body: .bytes(body)))
      } catch let failure as BodyDecoder.Failure {
        exchange.respond(Response(failure.status, body: .bytes(Array(failure.description.utf8))))
      } catch { exchange.respond(Self.text("\(error)")) }
    }
  }

  static func text(_ text: String) -> Response { Response(200, body: .bytes(Array(text.utf8))) }

  @Loop func client(_ limits: ServerLimits = ServerLimits(), _ handler: @escaping HTTPServer.Handler = echo) throws
    -> (WireClient, HTTPServer)
  {
    let server = HTTPServer(limits: limits, handler: handler)
    return (try WireClient(try server.listen(on: Self.loopback)), server)
  }

  @Test @Loop func answersAndKeepsTheConnection() async throws {
    let (client, server) = try client()
    for number in 1...3 {
      client.forget()
      try await client.say("GET /\(number) HTTP/1.1\r\nHost: x\r\n\r\n")
      try await client.hear("\r\n\r\n/\(number)")
      #expect(client.text.hasPrefix("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nDate: "))
    }
    #expect(server.connectionCount == 1)
    #expect(server.requestCount == 3)
  }

  @Test(arguments: [1, 2, 7, 64]) @Loop func readsRequestsCutAnywhere(size: Int) async throws {
    let (client, _) = try client()
    let story = Array(
      ("GET /one HTTP/1.1\r\nHost: x\r\n\r\nPOST /two HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"
        + "POST /three HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n"
        + "GET /four HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").utf8)
    for start in stride(from: 0, to: story.count, by: size) {
      try await client.say(Array(story[start..<min(start + size, story.count)]))
    }
    try await client.hearTheEnd()
    let bodies = client.text.components(separatedBy: "\r\n\r\n").dropFirst().map { $0.split(separator: "HTTP/1.1").first ?? "" }
    #expect(bodies.map(String.init) == ["/one", "hello", "abcdefg", "/four"])
  }

  @Test @Loop func answersPipelinedRequestsInOrder() async throws {
    let (client, _) = try client()
    let requests = (0..<500).map { "GET /\($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined()
    try await client.say(requests)
    try await client.hear("\r\n\r\n/499")
    let answers = client.text.components(separatedBy: "\r\n\r\n/").dropFirst().compactMap { Int($0.prefix { $0.isNumber }) }
    #expect(answers == Array(0..<500))
  }

  @Test @Loop func keepsAliveOnHTTP10OnlyIfAsked() async throws {
    let (client, _) = try client()
    try await client.say("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
    try await client.hear("Connection: keep-alive")
    try await client.say("GET /b HTTP/1.0\r\n\r\n")
    try await client.hearTheEnd()
    #expect(client.text.contains("Connection: close"))
  }

  @Test @Loop func refusesInWordsAndCloses() async throws {
    let (client, _) = try client()
    try await client.say("GET /x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n")
    try await client.hearTheEnd()
    #expect(client.text.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
    #expect(client.text.contains("Connection: close\r\n"))
  }

  @Test @Loop func invitesABodyThatWaits() async throws {
    let (client, _) = try client()
    try await client.say("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
    try await client.hear("HTTP/1.1 100 Continue\r\n\r\n")
    try await client.say("ok")
    try await client.hear("\r\n\r\nok")
  }

  @Test @Loop func refusesABodyThatIsDeclaredTooLarge() async throws {
    let (client, _) = try client()
    try await client.say("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1000001\r\n\r\n")
    try await client.hearTheEnd()
    #expect(client.text.hasPrefix("HTTP/1.1 413 "))
  }

  @Test @Loop func theNextRequestWaitsForALateAnswer() async throws {
    var held: [Exchange] = []
    let (client, _) = try client { held.append($0) }
    try await client.say("GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\n")
    try await until("the first is handled") { !held.isEmpty }
    try await Loop.sleep(for: .milliseconds(5))
    #expect(held.map(\.head.target) == ["/1"])
    held[0].respond(Self.text("first"))
    try await client.hear("\r\n\r\nfirst")
    try await until("the second is handled") { held.count == 2 }
    held[1].respond(Self.text("second"))
    try await client.hear("\r\n\r\nsecond")
  }
}
