import EventLoop
import HTTP
import TestSupport
import Testing

@testable import HTTPServer

@Suite(.onLoop) struct ExchangeTests {
  @Test @Loop func onlyTheFirstAnswerCounts() async throws {
    let house = try TestServer { exchange in
      exchange.respond(.text("first"))
      exchange.respond(.text("second"))
      #expect(exchange.isAnswered)
      #expect(exchange.begin(200, [:], length: 1) == nil)
      #expect(exchange.stream(200, [:], from: TestSource([])) == nil)
    }
    let client = try await house.client(saying: get("/", "Connection: close"))
    try await client.hearTheEnd()
    #expect(client.bodies == ["first"])
  }

  @Test @Loop func anAnswerThatHasBegunCannotBeReplaced() async throws {
    let house = try TestServer { exchange in
      let writer = exchange.begin(200, [:], length: 2)
      exchange.respond(.text("other"))
      #expect(exchange.begin(200, [:], length: 1) == nil)
      Loop.start {
        try? await writer?.write(Array("ok".utf8))
        writer?.finish()
      }
    }
    let client = try await house.client(saying: get("/", "Connection: close"))
    try await client.hearTheEnd()
    #expect(client.bodies == ["ok"])
  }

  @Test @Loop func eachAnswerIsReportedWithTheIdThatItNames() async throws {
    let house = try TestServer { exchange in
      if exchange.head.path == "/stream" {
        let source = TestSource([])
        source.hasEnded = true
        _ = exchange.stream(200, [:], from: source)
      } else {
        exchange.respond(Response(503, body: .bytes([1, 2])))
      }
    }
    var reports: [RequestReport] = []
    house.server.report = { reports.append($0) }
    let client = try await house.client(saying: get("/a?secret=1", "Cookie: secret") + get("/stream"))
    try await client.hearTheEnd()
    #expect(reports.map(\.path) == ["/a", "/stream"])
    #expect(reports.map(\.status) == [503, 200] && reports.map(\.bytes) == [2, nil])
    #expect(reports.map(\.method) == ["GET", "GET"] && reports[0].id != reports[1].id)
    for report in reports { #expect(client.text.contains("X-Request-Id: \(report.id)\r\n")) }
    #expect(!"\(reports)".contains("secret"))
  }

  @Test(arguments: [false, true]) @Loop func whoHangsUpBeforeTheAnswerIsToldOf(halfOnly: Bool) async throws {
    var gone = 0
    let house = try TestServer { $0.whenAbandoned { gone += 1 } }
    var client: WireClient? = try await house.client(saying: get("/"))
    if halfOnly { client?.finish() } else { client = nil }
    try await until("it is told") { gone == 1 }
    client = nil
  }

  @Test @Loop func whoHangsUpAfterTheAnswerIsNotToldOf() async throws {
    var gone = 0
    var count = 0
    let house = try TestServer { exchange in
      exchange.whenAbandoned { gone += 1 }
      exchange.respond(.text("done"))
      count += 1
    }
    let client = try await house.client(saying: get("/") + get("/", "Connection: close"))
    try await client.hearTheEnd()
    #expect((count, gone, client.bodies) == (2, 0, ["done", "done"]))
  }

  @Test @Loop func anAnswerToNobodyIsForgotten() async throws {
    var held: Exchange?
    let house = try TestServer(limits: { $0.headSeconds = 60 }) { held = $0 }
    var client: WireClient? = try await house.client(saying: post("/", "", length: 5))
    try await until("it is handled") { held != nil }
    let exchange = try #require(held)
    Loop.start { _ = try? await exchange.body(limitBytes: 5) }
    client = nil
    try await until("it has gone") { house.server.connectionCount == 0 && client == nil }
    exchange.respond(.text("anybody?"))
    #expect(exchange.isAnswered)
    await #expect(throws: BodyFailure.closed) { try await exchange.nextBodyPiece(limitBytes: 5) }
  }

  @Test(arguments: [204, 304]) @Loop func someAnswersHaveNeitherLengthNorBody(status: Int) async throws {
    let house = try TestServer { $0.respond(Response(status)) }
    let client = try await house.client(saying: get("/") + get("/", "Connection: close"))
    try await client.hearTheEnd()
    #expect(!client.text.contains("Content-Length"))
    #expect(client.bodies == ["", ""])
  }

  @Test @Loop func anEmptyAnswerSaysSo() async throws {
    let client = try await TestServer { $0.respond(Response(200)) }.client(saying: get("/"))
    try await client.hear("Content-Length: 0\r\n")
  }

  @Test @Loop func aHeadRequestIsToldTheLengthAndNoMore() async throws {
    let client = try await TestServer().client(
      saying: "HEAD /four HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    try await client.hearTheEnd()
    #expect(client.text.contains("Content-Length: 5\r\n"))
    #expect(client.bodies == [""])
  }
}
