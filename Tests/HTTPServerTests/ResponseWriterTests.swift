import EventLoop
import HTTP
import TestSupport
import Testing

@testable import HTTPServer

@Suite(.onLoop) struct ResponseWriterTests {
  @Test @Loop func writesABodyBitByBitAndGoesOn() async throws {
    let house = try TestServer { exchange in
      let writer = exchange.begin(200, [:], length: 6)
      Loop.start {
        for piece in ["ab", "", "cd", "ef"] { try? await writer?.write(Array(piece.utf8)) }
        writer?.finish()
      }
    }
    let client = try await house.client(saying: get("/") + get("/"))
    try await until("both are answered") {
      client.listen()
      return client.bodies == ["abcdef", "abcdef"]
    }
    #expect(client.text.contains("Content-Length: 6\r\n"))
  }

  @Test @Loop func dropsWhatIsBeyondTheAnnouncedLength() async throws {
    let house = try TestServer { exchange in
      let writer = exchange.begin(200, ["Connection": "x"], length: 3)
      Loop.start {
        try? await writer?.write(Array("abcdef".utf8))
        try? await writer?.write(Array("ghi".utf8))
        writer?.finish()
      }
    }
    let client = try await house.client(saying: get("/") + get("/", "Connection: close"))
    try await client.hearTheEnd()
    #expect(client.bodies == ["abc", "abc"])
  }

  @Test @Loop func aBodyThatFellShortBreaksTheConnection() async throws {
    let house = try TestServer { exchange in
      let writer = exchange.begin(200, [:], length: 100)
      Loop.start {
        try? await writer?.write(Array("short".utf8))
        writer?.finish()
        writer?.finish()
      }
    }
    let client = try await house.client(saying: get("/1") + get("/2"))
    try await client.hearTheEnd()
    #expect(client.bodies == ["short"])
    #expect(house.server.requestCount == 1)
  }

  @Test @Loop func aHeadRequestGetsNoBodyAndTheConnectionGoesOn() async throws {
    let house = try TestServer { exchange in
      guard exchange.head.method == .head else { return exchange.respond(.text("next")) }
      let writer = exchange.begin(200, [:], length: 100)
      Loop.start {
        try? await writer?.write(Array("body".utf8))
        writer?.finish()
      }
    }
    let client = try await house.client(saying: "HEAD / HTTP/1.1\r\nHost: x\r\n\r\n" + get("/"))
    try await client.hear("next")
    #expect(client.text.contains("Content-Length: 100\r\n"))
    #expect(client.bodies == ["", "next"])
  }

  @Test @Loop func waitsForAReaderThatDoesNotRead() async throws {
    let written = Recorder<Int>()
    let house = try TestServer(limits: { $0.outputBytes = 100_000 }) { exchange in
      let writer = exchange.begin(200, [:], length: 24 << 20)
      Loop.start {
        let piece = [UInt8](repeating: 65, count: 1 << 20)
        for number in 1...24 {
          try? await writer?.write(piece)
          written.add(number)
        }
        writer?.finish()
      }
    }
    let client = try await house.client(saying: get("/", "Connection: close"))
    try await until("it is begun") { !written.all.isEmpty }
    try await Loop.sleep(for: .milliseconds(50))
    #expect(written.all.count < 20)
    try await client.hearTheEnd()
    #expect(client.heard.count > 24 << 20)
    #expect(written.all.count == 24)
  }

  @Test @Loop func aWriterIsToldThatItsReaderHasGone() async throws {
    let ends = Recorder<String>()
    let house = try TestServer { exchange in
      let writer = exchange.begin(200, [:], length: 24 << 20)
      Loop.start {
        do { while true { try await writer?.write([UInt8](repeating: 65, count: 1 << 20)) } } catch {
          ends.add("\(type(of: error))")
        }
        writer?.finish()
      }
    }
    var client: WireClient? = try await house.client(saying: get("/"))
    try await client?.hear(count: 1000)
    client = nil
    try await until("the writer knows") { ends.all == ["Closed"] }
    #expect(house.server.connectionCount == 0)
  }
}
