import EventLoop
import Gzip
import HTTP
import TestSupport
import Testing

@testable import HTTPServer

@Suite(.onLoop) struct WebSocketTests {
  @Test @Loop func takesWhatCameBehindTheRequestAndAnswersInOrder() async throws {
    let echo = TestSocket()
    let client = try Self.house(echo).client()
    try await client.say(Array(Self.request().utf8) + frame(1, "one") + frame(9, "?") + frame(1, "two"))
    try await client.hear(server(1, "one") + server(10, "?") + server(1, "two"))
    #expect(client.text.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"))
    #expect(client.text.hasPrefix("HTTP/1.1 101 Switching Protocols\r\n"))
  }

  @Test @Loop func answersAGoodbyeAndEndsTheConnection() async throws {
    let echo = TestSocket()
    let house = try Self.house(echo)
    let client = try await Self.opened(house)
    try await client.say(frame(8, [3, 232] + "bye".utf8))
    try await client.hearTheEnd()
    #expect(client.heard == [0x88, 2, 3, 232])
    #expect(echo.ends == 1)
  }

  @Test @Loop func saysWhyItGivesAClientUp() async throws {
    let client = try await Self.opened(Self.house(TestSocket()))
    try await client.say([0x81, 0x05])
    try await client.hearTheEnd()
    #expect(client.heard.prefix(4) == [0x88, UInt8(client.heard.count - 2), 3, 234])
  }

  @Test @Loop func refusesMoreThanItsLimit() async throws {
    let client = try await Self.opened(Self.house(TestSocket(), messageBytes: 10))
    try await client.say(frame(1, "01234567890"))
    try await client.hearTheEnd()
    #expect(client.heard.dropFirst(2).prefix(2) == [3, 241])
  }

  @Test @Loop func asksItsHandlerForMoreAsTheClientReads() async throws {
    let source = TestSocket()
    source.endless = WebSocketFrame.encode(.binary, [UInt8](repeating: 65, count: 1 << 20))
    let client = try await Self.opened(Self.house(source))
    try await until("the socket is full") { source.asked > 0 }
    try await Loop.sleep(for: .milliseconds(50))
    let asked = source.asked
    source.socket?.wake()
    try await Loop.sleep(for: .milliseconds(10))
    #expect(source.asked == asked)
    try await client.hear(count: 2 * asked << 20)
    #expect(source.asked > asked)
  }

  @Test @Loop func aClientThatSendsAndDoesNotReadIsNotReadFrom() async throws {
    let echo = TestSocket()
    let client = try await Self.opened(Self.house(echo, messageBytes: 1 << 20))
    let message = frame(2, [UInt8](repeating: 1, count: 60_000))
    var sent = 0
    for _ in 0..<400 where try await client.push(message) { sent += 1 }
    #expect(sent < 400)
    #expect(echo.received.count * 60_000 < 12 << 20)
  }

  @Test @Loop func readsNothingWhileItIsHeld() async throws {
    let echo = TestSocket()
    echo.holds = true
    let client = try await Self.opened(Self.house(echo))
    try await client.say(frame(1, "one") + frame(1, "two"))
    try await until("the first has come") { echo.received.count == 1 }
    try await client.say(frame(1, "three"))
    try await Loop.sleep(for: .milliseconds(20))
    #expect(echo.received.count == 1)
    echo.holds = false
    echo.socket?.isHeld = false
    try await client.hear(server(1, "one") + server(1, "two") + server(1, "three"))
  }

  @Test @Loop func asksWhetherTheClientIsStillThereAndGivesItUp() async throws {
    let echo = TestSocket()
    let house = try Self.house(echo) {
      $0.socketPingSeconds = 0
      $0.socketSilenceSeconds = 2
    }
    let client = try await Self.opened(house)
    try await client.hear([0x89, 0])
    try await until("it is given up") { echo.ends == 1 }
  }

  @Test @Loop func aMessageThatTakesTooLongEndsIt() async throws {
    let client = try await Self.opened(Self.house(TestSocket()) { $0.socketMessageSeconds = 1 })
    try await client.say([0x81])
    try await client.hearTheEnd()
    #expect(client.heard.dropFirst(2).prefix(2) == [3, 240])
  }

  @Test @Loop func aStopSaysGoodbye() async throws {
    let house = try Self.house(TestSocket())
    let client = try await Self.opened(house)
    Loop.start { await house.server.stop(within: .seconds(5)) }
    try await client.hear([3, 233])
    try await client.say(frame(8, [3, 233]))
    try await client.hearTheEnd()
  }

  @Test @Loop func whoDoesNotAnswerAGoodbyeIsLeft() async throws {
    let echo = TestSocket()
    let house = try Self.house(echo) { $0.socketCloseSeconds = 0 }
    let client = try await Self.opened(house)
    echo.socket?.close(.normal)
    try await client.hearTheEnd()
    #expect(client.heard == [0x88, 2, 3, 232])
    #expect(house.server.connectionCount == 0)
  }

  @Test @Loop func packsWhatIsLargeWhereThatWasAgreedUpon() async throws {
    let house = try Self.house(TestSocket())
    let client = try house.client()
    try await client.say(Array(Self.request("Sec-WebSocket-Extensions: permessage-deflate\r\n").utf8))
    try await client.hear("server_no_context_takeover; client_no_context_takeover\r\n")
    try await client.hear("\r\n\r\n")
    client.forget()
    let text = String(repeating: "again and ", count: 1000)
    for _ in 0..<2 {
      try await client.say(frame(1, Array(try Deflater().message(Array(text.utf8))), isDeflated: true))
    }
    let packed = WebSocketFrame.encode(.text, try Deflater().message(Array(text.utf8)), isDeflated: true)
    try await client.hear(packed + packed)
  }

  private static func request(_ more: String = "") -> String {
    "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
      + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\(more)\r\n"
  }

  @Loop private static func house(
    _ handler: TestSocket, messageBytes: Int = 1 << 20, limits: (inout ServerLimits) -> Void = { _ in }
  ) throws -> TestServer {
    try TestServer(limits: limits) { exchange in
      guard let handshake = try? WebSocketHandshake(exchange.head) else { return exchange.respond(Response(400)) }
      handler.socket = exchange.upgrade(handshake, to: handler, messageBytes: messageBytes)
    }
  }

  /// A client that has heard the answer to its request.
  @Loop private static func opened(_ house: TestServer) async throws -> WireClient {
    let client = try await house.client(saying: request())
    try await client.hear("\r\n\r\n")
    client.forget()
    return client
  }
}

/// Says back what it hears, and what a test puts into it.
@Loop final class TestSocket: WebSocketHandler {
  var socket: WebSocket?
  var holds = false
  var endless: [UInt8]?
  private(set) var asked = 0
  private(set) var ends = 0
  private(set) var received: [WebSocketMessage] = []

  func next() -> WebSocketStep {
    asked += 1
    return endless.map { .frames($0) } ?? .wait
  }

  func received(_ message: WebSocketMessage) {
    received.append(message)
    switch message {
    case .text(let bytes): socket?.send(.text, bytes)
    case .binary(let bytes): socket?.send(.binary, bytes)
    default: break
    }
    socket?.isHeld = holds
  }

  func socketEnded() { ends += 1 }
}

/// A client's frame, masked with nothing.
private func frame(_ opcode: UInt8, _ payload: [UInt8], isDeflated: Bool = false) -> [UInt8] {
  var head = WebSocketFrame.encode(WebSocketOpcode(rawValue: opcode)!, payload, isDeflated: isDeflated)
  head.removeLast(payload.count)
  head[1] |= 0x80
  return head + [0, 0, 0, 0] + payload
}

private func frame(_ opcode: UInt8, _ text: String) -> [UInt8] { frame(opcode, Array(text.utf8)) }

private func server(_ opcode: UInt8, _ text: String) -> [UInt8] {
  WebSocketFrame.encode(WebSocketOpcode(rawValue: opcode)!, Array(text.utf8))
}
