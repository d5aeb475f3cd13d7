import EventLoop
import HTTP
import TestSupport
import Testing

@testable import HTTPServer

@Suite(.onLoop) struct EventStreamTests {
  @Test @Loop func sendsWhatItsSourceHasAndWaitsToBeWoken() async throws {
    let source = TestSource(["one ", "two "])
    let client = try await Self.house(source).client(saying: get("/"))
    try await client.hear("one two ")
    source.add("three")
    try await client.hear("one two three")
    #expect(client.text.hasPrefix("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"))
    #expect(!client.text.contains("Content-Length"))
    #expect(client.text.contains("Connection: close\r\n"))
  }

  @Test @Loop func endsWhenItsSourceEnds() async throws {
    let source = TestSource(["last words"])
    source.hasEnded = true
    let house = try Self.house(source)
    let client = try await house.client(saying: get("/"))
    try await client.hearTheEnd()
    #expect(client.bodies == ["last words"])
    #expect(source.ends == 1)
  }

  @Test @Loop func tellsItsSourceOnceThatTheReaderHasGone() async throws {
    let source = TestSource(["hello"])
    let house = try Self.house(source)
    var client: WireClient? = try await house.client(saying: get("/"))
    try await client?.hear("hello")
    client = nil
    try await until("the source knows") { source.ends > 0 }
    source.add("to nobody")
    source.add("to nobody")
    await house.server.stop(within: .zero)
    #expect(source.ends == 1)
    #expect(house.server.connectionCount == 0)
  }

  @Test @Loop func doesNotAskForMoreThanTheReaderTakes() async throws {
    let source = TestSource([])
    source.endless = [UInt8](repeating: 65, count: 1 << 20)
    let client = try await Self.house(source).client(saying: get("/"))
    try await until("the socket is full") { source.asked > 0 }
    try await Loop.sleep(for: .milliseconds(50))
    let asked = source.asked
    source.stream?.wake()
    try await Loop.sleep(for: .milliseconds(10))
    #expect(source.asked == asked)
    try await client.hear(count: 2 * asked << 20)
    #expect(source.asked > asked)
  }

  @Test @Loop func ignoresWhatTheReaderSays() async throws {
    let source = TestSource(["hello"])
    let house = try Self.house(source)
    let client = try await house.client(saying: get("/") + get("/2"))
    try await client.hear("hello")
    try await client.say(get("/3"))
    source.add(" again")
    try await client.hear("hello again")
    #expect(house.server.requestCount == 1)
  }

  @Test @Loop func breaksASilenceWithAComment() async throws {
    let client = try await Self.house(TestSource(["hello"]), ping: 0).client(saying: get("/"))
    try await client.hear("hello: ping\n\n: ping\n\n")
  }

  @Test @Loop func aStopEndsItAfterWhatItsSourceHas() async throws {
    let source = TestSource(["hello"])
    let house = try Self.house(source)
    let client = try await house.client(saying: get("/"))
    try await client.hear("hello")
    source.add(", and goodbye")
    Loop.start { await house.server.stop(within: .seconds(5)) }
    try await client.hearTheEnd()
    #expect(client.bodies == ["hello, and goodbye"])
    #expect(source.ends == 1)
  }

  @Test @Loop func aReaderThatReadsNothingIsGivenUp() async throws {
    let source = TestSource([])
    source.endless = [UInt8](repeating: 65, count: 1 << 20)
    let house = try Self.house(source, write: 0)
    let client = try await house.client(saying: get("/"))
    try await until("it is given up") { source.ends == 1 }
    #expect(house.server.connectionCount == 0)
    #expect(!client.isClosed)
  }

  @Test @Loop func beginsForNobodyWhoHasGone() async throws {
    var held: Exchange?
    let house = try TestServer { held = $0 }
    var client: WireClient? = try await house.client(saying: post("/", "", length: 9))
    try await until("it is handled") { held != nil }
    let exchange = try #require(held)
    Loop.start { _ = try? await exchange.nextBodyPiece(limitBytes: 9) }
    client = nil
    try await until("it has gone") { house.server.connectionCount == 0 && client == nil }
    let source = TestSource(["hello"])
    #expect(exchange.stream(200, [:], from: source) == nil)
    #expect(exchange.begin(200, [:], length: 1) == nil)
    #expect(exchange.isAnswered)
    #expect(source.asked == 0)
  }

  @Loop private static func house(_ source: TestSource, ping: Int32 = 15, write: Int32 = 30) throws
    -> TestServer
  {
    try TestServer(limits: {
      $0.pingSeconds = ping
      $0.writeSeconds = write
    }) { source.stream = $0.stream(200, [.contentType: "text/event-stream"], from: source) }
  }
}

/// Gives what a test puts into it.
@Loop final class TestSource: StreamSource {
  weak var stream: EventStream?
  private var waiting: [String]
  /// Given again and again when nothing else is there.
  var endless: [UInt8]?
  var hasEnded = false
  private(set) var asked = 0
  private(set) var ends = 0

  init(_ waiting: [String]) { self.waiting = waiting }

  func add(_ text: String) {
    waiting.append(text)
    stream?.wake()
  }

  func next() -> StreamStep {
    asked += 1
    if !waiting.isEmpty { return .bytes(Array(waiting.removeFirst().utf8)) }
    if let endless { return .bytes(endless) }
    return hasEnded ? .end : .wait
  }

  func streamEnded() { ends += 1 }
}
