import EventLoop
import HTTP
import TestSupport
import Testing

@testable import HTTPServer

/// Many clients at once, each with a story of its own told in random pieces: whoever stays hears exactly his
/// answers in order, whoever leaves leaves nothing behind.
@Suite(.onLoop) struct TortureTests {
  @Test(arguments: [1, 2, 3] as [UInt64]) @Loop func everyoneHearsExactlyHisAnswers(seed: UInt64) async throws {
    var dice = Dice(state: seed)
    let house = try TestServer(limits: { ($0.headSeconds, $0.bodySeconds, $0.lingerSeconds) = (600, 600, 600) }) {
      Self.answer($0)
    }
    var clients: [(client: WireClient, story: [UInt8], answers: [String], stays: Bool)] = []
    for _ in 0..<40 {
      let (story, answers) = Self.story(&dice)
      clients.append((try house.client(), story, answers, Int.random(in: 0..<4, using: &dice) > 0))
    }
    while let index = clients.indices.filter({ !clients[$0].story.isEmpty }).randomElement(using: &dice) {
      let count = min(clients[index].story.count, Int.random(in: 1...40, using: &dice))
      try await clients[index].client.say(Array(clients[index].story.prefix(count)))
      clients[index].story.removeFirst(count)
      if !clients[index].stays, Int.random(in: 0..<10, using: &dice) == 0 { clients.remove(at: index) }
      if Int.random(in: 0..<3, using: &dice) == 0 { await Task.yield() }
    }
    for (client, _, answers, _) in clients {
      try await client.hear("\r\n\r\n" + (answers.last ?? ""))
      try await until("all is answered") {
        client.listen()
        return client.bodies.count >= answers.count
      }
      #expect(client.bodies == answers)
    }
    clients = []
    try await until("all are forgotten") { house.server.connectionCount == 0 }
  }

  /// `/late/…` is answered from a task, `/rude/…` without a look at the body, the others with their body.
  @Loop private static func answer(_ exchange: Exchange) {
    let target = exchange.head.target
    if target.hasPrefix("/rude") { return exchange.respond(.text(target)) }
    Loop.start {
      if target.hasPrefix("/late") { try? await Loop.sleep(for: .milliseconds(1)) }
      await TestServer.answer(exchange) {
        let body = try await exchange.body(limitBytes: 10_000)
        return .text(target + String(decoding: body, as: UTF8.self))
      }
    }
  }

  private static func story(_ dice: inout Dice) -> (bytes: [UInt8], answers: [String]) {
    var (text, answers) = ("", [String]())
    for number in 0..<8 {
      let body = String(repeating: "b", count: Int.random(in: 0...200, using: &dice))
      let way = ["/late/", "/plain/", "/rude/"].randomElement(using: &dice) ?? ""
      let target = "\(way)\(number)"
      switch Int.random(in: 0..<3, using: &dice) {
      case 0 where way != "/rude/":
        text += post(target, body)
        answers.append(target + body)
      case 1 where way != "/rude/":
        text += "POST \(target) HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
        text += body.isEmpty ? "" : "\(String(body.utf8.count, radix: 16))\r\n\(body)\r\n"
        text += "0\r\n\r\n"
        answers.append(target + body)
      default:
        text += get(target)
        answers.append(target)
      }
    }
    return (Array(text.utf8), answers)
  }
}

/// The same throws for the same seed.
private struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
