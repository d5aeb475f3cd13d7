import EventLoop
import HTTP
import Kernel
import TestSupport
import Testing

@testable import HTTPServer

@Suite(.onLoop) struct ConnectionTests {
  @Test @Loop func answersAndKeepsTheConnection() async throws {
    let house = try TestServer()
    let client = try house.client()
    for number in 1...3 {
      client.forget()
      try await client.say(get("/\(number)"))
      try await client.hear("\r\n\r\n/\(number)")
      #expect(client.text.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(client.text.contains("\r\nContent-Length: 2\r\nDate: "))
    }
    #expect(house.server.connectionCount == 1)
    #expect(house.server.requestCount == 3)
  }

  @Test(arguments: [1, 2, 7, 64]) @Loop func readsRequestsCutAnywhere(size: Int) async throws {
    let client = try TestServer(limits: { ($0.headSeconds, $0.bodySeconds) = (600, 600) }).client()
    let chunked =
      "POST /three HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\nA: b\r\n\r\n"
    try await client.say(
      get("/one") + post("/two", "hello") + chunked + "GET /four HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"
        + post("/five", "") + get("/six", "Connection: close"), inPiecesOf: size)
    try await client.hearTheEnd()
    #expect(client.bodies == ["/one", "hello", "abcdefg", "/four", "/five", "/six"])
  }

  @Test @Loop func answersPipelinedRequestsInOrder() async throws {
    let client = try await TestServer().client(saying: (0..<500).map { get("/\($0)") }.joined())
    try await client.hear("\r\n\r\n/499")
    #expect(client.bodies == (0..<500).map { "/\($0)" })
  }

  @Test @Loop func answersPipelinedBodiesInOrder() async throws {
    let client = try await TestServer().client(saying: (0..<100).map { post("/", "body \($0)") }.joined())
    try await client.hear("\r\n\r\nbody 99")
    #expect(client.bodies == (0..<100).map { "body \($0)" })
  }

  @Test @Loop func keepsAliveOnHTTP10OnlyIfAsked() async throws {
    let client = try await TestServer().client(saying: "GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
    try await client.hear("Connection: keep-alive")
    try await client.say("GET /b HTTP/1.0\r\n\r\n")
    try await client.hearTheEnd()
    #expect(client.text.contains("Connection: close"))
  }

  @Test(arguments: [
    ("GET /x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
    ("GET /x HTTP/1.1\r\n\r\n", 400), ("GET /x\r\n\r\n", 400), ("GET /x HTTP/2.0\r\nHost: x\r\n\r\n", 505),
    ("\u{16}\u{3}\u{1}", 400), ("GET /x HTTP/1.1\nHost: x\n\n", 400),
    ("CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n", 501),
    ("GET /x HTTP/1.1\r\nHost: x\r\nA: " + String(repeating: "a", count: 40_000), 431),
    ("GET /" + String(repeating: "a", count: 9_000), 414),
    ("POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nExpect: tea\r\n\r\n", 417),
  ]) @Loop func refusesInWordsAndCloses(request: String, status: Int) async throws {
    let client = try await TestServer().client(saying: request)
    try await client.hearTheEnd()
    #expect(client.text.hasPrefix("HTTP/1.1 \(status) "))
    #expect(client.text.contains("Connection: close\r\n"))
    #expect(client.text.hasSuffix("."))
  }

  @Test @Loop func answersWhatStoodBeforeABrokenRequest() async throws {
    let client = try await TestServer().client(saying: get("/fine") + "nonsense\r\n\r\n" + get("/never"))
    try await client.hearTheEnd()
    #expect(client.text.contains("\r\n\r\n/fineHTTP/1.1 400 "))
    #expect(!client.text.contains("/never"))
  }

  @Test @Loop func theNextRequestWaitsForALateAnswer() async throws {
    var held: [Exchange] = []
    let client = try await TestServer { held.append($0) }.client(saying: get("/1") + get("/2"))
    try await until("the first is handled") { !held.isEmpty }
    try await Loop.sleep(for: .milliseconds(5))
    #expect(held.map(\.head.target) == ["/1"])
    held[0].respond(.text("first"))
    try await client.hear("\r\n\r\nfirst")
    try await until("the second is handled") { held.count == 2 }
    held[1].respond(.text("second"))
    try await client.hear("\r\n\r\nsecond")
  }

  @Test @Loop func answersAClientThatSaysNoMore() async throws {
    var held: Exchange?
    let client = try await TestServer { held = $0 }.client(saying: get("/late"))
    client.finish()
    try await until("it is handled") { held != nil }
    try await Loop.sleep(for: .milliseconds(5))
    held?.respond(.text("still here"))
    try await client.hearTheEnd()
    #expect(client.bodies == ["still here"])
  }

  @Test @Loop func saysAllOfALongAnswerToAClientThatSaysNoMore() async throws {
    let client = try await TestServer { $0.respond(Response(200, body: .immortal(Self.large))) }
      .client(saying: get("/", "Connection: close"))
    client.finish()
    try await Loop.sleep(for: .milliseconds(20))
    try await client.hearTheEnd()
    #expect(client.heard.count > Self.large.count)
  }

  @Test @Loop func answeringOneConnectionFromAnothersHandlerMixesNothingUp() async throws {
    var held: Exchange?
    let house = try TestServer { exchange in
      if exchange.head.target == "/held" {
        held = exchange
        return
      }
      if let other = held {
        held = nil
        other.respond(.text("unread"))
      }
      exchange.respond(.text(exchange.head.target))
    }
    let first = try await house.client(saying: post("/held", "small body") + get("/after"))
    try await until("it is held") { held != nil }
    let second = try await house.client(saying: get("/1") + get("/2") + get("/3"))
    try await second.hear("\r\n\r\n/3")
    try await first.hear("\r\n\r\n/after")
    #expect(second.bodies == ["/1", "/2", "/3"])
    #expect(first.bodies == ["unread", "/after"])
  }

  @Test @Loop func aHeadThatTakesTooLongIsRefused() async throws {
    let client = try await TestServer(limits: { $0.headSeconds = 0 }).client(saying: "GET / HTTP/1.1\r\nHo")
    try await client.hearTheEnd()
    #expect(client.text.hasPrefix("HTTP/1.1 408 "))
  }

  @Test @Loop func eachByteOfAHeadDoesNotBuyMoreTime() async throws {
    let client = try await TestServer(limits: { $0.headSeconds = 0 }).client(saying: "GET /")
    for _ in 0..<300 where !client.isClosed {
      try? await client.say("a")
      try await Loop.sleep(for: .milliseconds(10))
      client.listen()
    }
    #expect(client.text.hasPrefix("HTTP/1.1 408 "))
  }

  @Test @Loop func aConnectionThatRestsTooLongIsClosedWithoutAWord() async throws {
    let client = try await TestServer(limits: { $0.idleSeconds = 0 }).client(saying: get("/"))
    try await client.hearTheEnd()
    #expect(client.bodies == ["/"])
  }

  @Test @Loop func aReaderThatReadsNothingIsGivenUp() async throws {
    let house = try TestServer(limits: { $0.writeSeconds = 0 }) {
      $0.respond(Response(200, body: .immortal(Self.large)))
    }
    let client = try await house.client(saying: get("/"))
    try await until("it is closed") { house.server.requestCount == 1 && house.server.connectionCount == 0 }
    try await client.hearTheEnd()
    #expect(client.heard.count < Self.large.count)
  }

  @Test @Loop func aSlowAnswerLeavesTheNextRequestItsFullTime() async throws {
    let house = try TestServer(limits: { $0.idleSeconds = 1000 }) {
      $0.respond(Response(200, body: .immortal(Self.large)))
    }
    let client = try await house.client(saying: get("/"))
    try await until("it is answered") { house.server.requestCount == 1 }
    let connection = try #require(house.server.connections.first)
    #expect(connection.deadline <= house.server.seconds + house.server.limits.writeSeconds + 1)
    try await client.hear(count: Self.large.count + 1)
    #expect(connection.deadline >= 1000)
  }

  /// More than the kernel's buffers hold.
  static let large = Bytes(immortal: [UInt8](repeating: 65, count: 12 << 20))
}
