import EventLoop
import HTTP
import Kernel
import TestSupport
import Testing

@testable import HTTPServer

@Suite(.onLoop) struct HTTPServerTests {
  @Test @Loop func refusesInWordsWhatIsBeyondAllConnections() async throws {
    let house = try TestServer(limits: { $0.connections = 2 })
    var clients: [WireClient] = []
    for _ in 0..<2 { clients.append(try await house.client(saying: get("/fine"))) }
    for client in clients { try await client.hear("/fine") }
    let refused = try await house.client(saying: get("/no"))
    try await refused.hearTheEnd()
    #expect(refused.text.hasPrefix("HTTP/1.1 503 "))
    #expect(refused.text.hasSuffix("try again later."))
    clients[0].finish()
    try await clients[0].hearTheEnd()
    try await until("there is room again") { house.server.connectionCount < 2 }
    try await house.client(saying: get("/yes")).hear("/yes")
  }

  @Test @Loop func closesWithoutAWordWhatIsFarBeyond() async throws {
    let house = try TestServer(limits: {
      $0.connections = 1
      $0.refusedConnections = 1
      $0.lingerSeconds = 60
    })
    let first = try await house.client(saying: get("/"))
    try await first.hear("\r\n\r\n/")
    let second = try await house.client(saying: get("/"))
    try await second.hear(" 503 ")
    let third = try house.client()
    try await third.hearTheEnd()
    #expect(third.heard.isEmpty)
    #expect(house.log.all.count == 1, "it says so once")
    #expect(house.server.connectionCount == 2)
  }

  @Test @Loop func refusesInWordsWhatIsBeyondOneAddress() async throws {
    let house = try TestServer(limits: {
      $0.connectionsPerAddress = 1
      $0.exemptsLoopback = false
    })
    let first = try await house.client(saying: get("/"))
    try await first.hear("\r\n\r\n/")
    let second = try await house.client(saying: get("/"))
    try await second.hearTheEnd()
    #expect(second.text.hasPrefix("HTTP/1.1 429 "))
    first.finish()
    try await first.hearTheEnd()
    try await until("the address is free again") { house.server.connectionCount == 0 }
    try await house.client(saying: get("/again")).hear("/again")
  }

  @Test @Loop func aProxyOnThisMachineSpeaksForMany() async throws {
    let house = try TestServer(limits: { $0.connectionsPerAddress = 1 })
    var clients: [WireClient] = []
    for number in 0..<3 { clients.append(try await house.client(saying: get("/\(number)"))) }
    for (number, client) in clients.enumerated() { try await client.hear("\r\n\r\n/\(number)") }
  }

  @Test @Loop func aStopLetsTheRequestUnderWayFinish() async throws {
    var held: Exchange?
    let house = try TestServer { held = $0 }
    let busy = try await house.client(saying: get("/"))
    let idle = try house.client()
    try await until("it is handled") { held != nil && house.server.connectionCount == 2 }
    let hasStopped = Recorder<Bool>()
    Loop.start {
      await house.server.stop(within: .seconds(10))
      hasStopped.add(true)
    }
    try await idle.hearTheEnd()
    #expect(hasStopped.all.isEmpty)
    held?.respond(.text("finished"))
    try await busy.hearTheEnd()
    #expect(busy.bodies == ["finished"])
    #expect(busy.text.contains("Connection: close\r\n"))
    busy.finish()
    try await until("it has stopped") { hasStopped.all == [true] }
  }

  @Test @Loop func aStopDoesNotCutOffAnAnswerOnItsWay() async throws {
    let house = try TestServer { $0.respond(Response(200, body: .immortal(ConnectionTests.large))) }
    let client = try await house.client(saying: get("/"))
    try await until("it is handled") { house.server.requestCount == 1 }
    Loop.start { await house.server.stop(within: .seconds(10)) }
    try await client.hearTheEnd()
    #expect(client.heard.count > ConnectionTests.large.count)
  }

  @Test @Loop func aStopDoesNotWaitForEver() async throws {
    var held: Exchange?
    let house = try TestServer { held = $0 }
    let client = try await house.client(saying: get("/"))
    try await until("it is handled") { held != nil }
    await house.server.stop(within: .milliseconds(20))
    try await client.hearTheEnd()
    #expect(client.heard.isEmpty)
    held?.respond(.text("too late"))
    #expect(held?.isAnswered == true)
  }

  @Test @Loop func afterAStopNobodyConnects() async throws {
    let house = try TestServer()
    await house.server.stop(within: .zero)
    let client = try? house.client()
    try await client?.hearTheEnd()
    #expect(house.server.connectionCount == 0)
  }
}
