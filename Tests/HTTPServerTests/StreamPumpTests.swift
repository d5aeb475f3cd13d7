import EventLoop
import HTTP
import TestSupport
import Testing

@testable import HTTPServer

@Suite(.onLoop) struct StreamPumpTests {
  @Test @Loop func aStreamWithoutEndLeavesOthersTheirTurn() async throws {
    let greedy = TestSource([])
    greedy.endless = [65]
    let modest = TestSource(["hello"])
    let house = try TestServer(limits: { $0.streamsPerTurn = 1 }) { exchange in
      if exchange.head.target == "/" { return exchange.respond(.text("plain")) }
      let source = exchange.head.target == "/greedy" ? greedy : modest
      source.stream = exchange.stream(200, [:], from: source)
    }
    let reader = try await house.client(saying: get("/greedy"))
    try await until("it is served") { greedy.asked > 1000 }
    let other = try await house.client(saying: get("/modest"))
    try await other.hear("hello")
    let plain = try await house.client(saying: get("/"))
    try await plain.hear("plain")
    #expect(!reader.isClosed)
  }

  @Test @Loop func servesMoreStreamsThanOneTurnTakes() async throws {
    let sources = (0..<20).map { _ in TestSource([]) }
    var next = 0
    let house = try TestServer(limits: { $0.streamsPerTurn = 3 }) { exchange in
      let source = sources[next]
      next += 1
      source.stream = exchange.stream(200, [:], from: source)
    }
    var clients: [WireClient] = []
    for _ in sources { clients.append(try await house.client(saying: get("/"))) }
    try await until("all are there") { next == sources.count }
    for round in 1...5 {
      for source in sources { source.add("\(round) ") }
      for source in sources { source.stream?.wake() }
      for client in clients { try await client.hear("\(round) ") }
    }
    #expect(clients.allSatisfy { $0.bodies == ["1 2 3 4 5 "] })
  }
}
