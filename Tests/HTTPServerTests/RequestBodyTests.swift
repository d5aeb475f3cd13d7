import EventLoop
import HTTP
import TestSupport
import Testing

@testable import HTTPServer

@Suite(.onLoop) struct RequestBodyTests {
  /// Answers at once, whatever the body.
  @Loop private static func rude(_ exchange: Exchange) { exchange.respond(.text(exchange.head.target)) }

  @Test @Loop func aSmallBodyThatNobodyReadsIsPassedOver() async throws {
    let client = try await TestServer(Self.rude).client(
      saying: post("/1", "unread") + get("/2") + post("/3", "x") + get("/4"))
    try await client.hear("\r\n\r\n/4")
    #expect(client.bodies == ["/1", "/2", "/3", "/4"])
  }

  @Test @Loop func aBodyThatNobodyReadsIsNeverTakenForARequest() async throws {
    let client = try await TestServer(Self.rude).client(saying: post("/1", get("/hidden"), length: 4_000))
    try await client.hearTheEnd()
    #expect(client.bodies == ["/1"])
    #expect(client.text.contains("Connection: close"))
  }

  @Test @Loop func theClientHearsARefusalAlthoughItIsStillSending() async throws {
    let house = try TestServer(limits: { $0.lingerSeconds = 60 }, Self.rude)
    let client = try await house.client(saying: post("/big", "", length: 50_000_000))
    _ = try await client.push(atMost: 4_000_000)
    try await client.hearTheEnd()
    #expect(client.bodies == ["/big"])
  }

  @Test @Loop func theFirstPieceOfTooMuchIsRefusedInChunksToo() async throws {
    let house = try TestServer { exchange in
      Loop.start {
        await TestServer.answer(exchange) { .text("\(try await exchange.body(limitBytes: 10).count)") }
      }
    }
    let head = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    let fine = try await house.client(saying: head + "a\r\n0123456789\r\n0\r\n\r\n" + get("/next"))
    try await fine.hear("\r\n\r\n0")
    #expect(fine.bodies == ["10", "0"])
    let large = try await house.client(saying: head + "b\r\n0123456789a\r\n")
    try await large.hearTheEnd()
    #expect(large.text.hasPrefix("HTTP/1.1 413 "))
  }

  @Test(arguments: [
    ("x\r\n", 400), ("5\r\nhelloX", 400), ("5 \r\n", 400), ("-1\r\n", 400), ("1\nh", 400),
    ("ffffffffffffffffff\r\n", 413),
  ]) @Loop func aBrokenChunkIsRefusedAndEndsTheConnection(chunk: String, status: Int) async throws {
    let head = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    let client = try await TestServer().client(saying: head + chunk + "\r\n" + get("/smuggled"))
    try await client.hearTheEnd()
    #expect(client.text.hasPrefix("HTTP/1.1 \(status) "))
    #expect(client.bodies.count == 1)
  }

  @Test @Loop func invitesABodyThatWaits() async throws {
    let head = "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
    let client = try await TestServer().client(saying: head)
    try await client.hear("HTTP/1.1 100 Continue\r\n\r\n")
    try await client.say("ok")
    try await client.hear("\r\n\r\nok")
  }

  @Test @Loop func doesNotInviteABodyThatIsThereAlready() async throws {
    let head = "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
    let client = try await TestServer().client(saying: head + "ok")
    try await client.hear("\r\n\r\nok")
    #expect(!client.text.contains("100 Continue"))
  }

  @Test @Loop func invitesNobodyWhoIsRefused() async throws {
    let head = "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1000001\r\n\r\n"
    let client = try await TestServer().client(saying: head)
    try await client.hearTheEnd()
    #expect(client.text.hasPrefix("HTTP/1.1 413 "))
  }

  @Test @Loop func aHandlerThatDoesNotReadHoldsTheSenderBack() async throws {
    var held: Exchange?
    let client = try await TestServer { held = $0 }.client(saying: post("/", "", length: 1_000_000_000))
    let sent = try await client.push(atMost: 32 << 20)
    #expect(sent < 32 << 20)
    var received = 0
    while received < sent { received += try await held?.nextBodyPiece(limitBytes: 1_000_000_000)?.count ?? 0 }
    #expect(received == sent)
  }

  @Test @Loop func handsOverPiecesAsTheyCome() async throws {
    var held: Exchange?
    let client = try await TestServer { held = $0 }.client(saying: post("/", "one", length: 6))
    try await until("it is handled") { held != nil }
    let exchange = try #require(held)
    #expect(try await exchange.nextBodyPiece(limitBytes: 6) == Array("one".utf8))
    try await client.say("two")
    #expect(try await exchange.nextBodyPiece(limitBytes: 6) == Array("two".utf8))
    #expect(try await exchange.nextBodyPiece(limitBytes: 6) == nil)
    #expect(try await exchange.nextBodyPiece(limitBytes: 6) == nil)
  }

  @Test @Loop func aClientGoneInMidBodyIsTold() async throws {
    let ends = Recorder<String>()
    let house = try TestServer { exchange in
      Loop.start {
        do { ends.add("\(try await exchange.body(limitBytes: 100).count)") } catch { ends.add("\(error)") }
        exchange.respond(.text("to nobody"))
      }
    }
    let client = try await house.client(saying: post("/", "half", length: 8))
    try await until("it is handled") { house.server.requestCount == 1 }
    client.finish()
    try await until("the handler knows") { ends.all == ["\(BodyFailure.closed)"] }
    #expect(house.server.connectionCount == 0)
  }

  @Test @Loop func aBodyThatStopsComingIsTold() async throws {
    let house = try TestServer(limits: { $0.bodySeconds = 0 })
    let client = try await house.client(saying: post("/", "half", length: 8))
    try await client.hearTheEnd()
    #expect(client.text.contains("\(BodyFailure.timedOut)"))
  }

  @Test @Loop func whoWaitsForTheBodyOfAnAnsweredRequestIsTold() async throws {
    let ends = Recorder<String>()
    let house = try TestServer { exchange in
      Loop.start {
        do { _ = try await exchange.body(limitBytes: 100) } catch { ends.add("\(error)") }
      }
      Loop.start {
        try? await Loop.sleep(for: .milliseconds(10))
        exchange.respond(.text("never mind"))
      }
    }
    let client = try await house.client(saying: post("/", "half", length: 8))
    try await client.hearTheEnd()
    #expect(client.bodies == ["never mind"])
    try await until("the reader knows") { ends.all == ["\(BodyFailure.closed)"] }
  }
}
