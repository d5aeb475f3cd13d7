import Testing

@testable import HTTP

@Suite("ServerSentEvent (WHATWG HTML §9.2)")
struct ServerSentEventTests {
  private func parse(_ wire: [UInt8], _ size: Int, limit: Int = 1000) throws -> [String] {
    var parser = ServerSentEvent.Parser(limitBytes: limit)
    var events: [String] = []
    for piece in cut(wire, size).map(Array.init) {
      var at = 0
      while let event = try parser.next(piece.span, &at) {
        events.append("\(event.id)|\(event.name)|\(event.text)")
      }
      #expect(at == piece.count)
    }
    return events
  }

  @Test(
    "reads streams in every cut",
    arguments: [
      ("data: a\n\n", ["|message|a"]), ("data:a\n\n", ["|message|a"]), ("data:  a\n\n", ["|message| a"]),
      ("data: a\ndata: b\n\n", ["|message|a\nb"]), ("data\n\n", ["|message|"]),
      ("data\ndata\n\n", ["|message|\n"]),
      ("data: a\r\n\r\ndata: b\r\rdata: c\n\r\n", ["|message|a", "|message|b", "|message|c"]),
      ("data: a\r\ndata: b\r\n\r\n", ["|message|a\nb"]), ("\r\n\r\n\ndata: a\r\r\n", ["|message|a"]),
      (": ping\n\n: another\ndata: a\n\n", ["|message|a"]), ("event: x\n\ndata: a\n\n", ["|message|a"]),
      ("event: x\ndata: a\n\ndata: b\n\n", ["|x|a", "|message|b"]), ("event:\ndata: a\n\n", ["|message|a"]),
      ("id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\n", ["1|message|a", "1|message|b", "|message|c"]),
      ("id: 1\n\ndata: a\n\n", ["1|message|a"]), ("id: 1\nid: a\0b\ndata: a\n\n", ["1|message|a"]),
      ("DATA: a\n data: b\ndata : c\nother: d\n\n", []), ("data: unfinished\n", []), ("data: unfinished", []),
      ("\u{feff}data: a\n\n\u{feff}data: b\n\n", ["|message|a"]), ("\u{feff}\ndata: a\n\n", ["|message|a"]),
      ("data: a: b\n\n", ["|message|a: b"]), ("data: é€😀\n\n", ["|message|é€😀"]), ("", []), ("\n\n", []),
      ("id: e-7\nevent: token\ndata: {\"text\":\"x\"}\n\n", ["e-7|token|{\"text\":\"x\"}"]),
    ])
  func reads(wire: String, expected: [String]) throws {
    for size in cutSizes { #expect(try parse(Array(wire.utf8), size) == expected, "cut \(size)") }
  }

  @Test("repairs what is not UTF-8")
  func repairs() throws {
    #expect(try parse(Array("data: ".utf8) + [0xff, 10, 10], 1) == ["|message|\u{fffd}"])
  }

  @Test("stops just behind the event, so that a file's place is known")
  func place() throws {
    let wire = Array("data: a\n\ndata: b\n\nda".utf8)
    var parser = ServerSentEvent.Parser()
    var at = 0
    #expect(try parser.next(wire.span, &at)?.text == "a")
    #expect(at == 9)
    #expect(try parser.next(wire.span, &at)?.text == "b")
    #expect(at == 18)
  }

  @Test(
    "hears the wish for a delay",
    arguments: [
      ("retry: 500\n", 500), ("retry: x\n", nil), ("retry: -1\n", nil), ("retry: 5\nretry: 1.5\n", 5),
    ])
  func retry(wire: String, expected: Int?) throws {
    var parser = ServerSentEvent.Parser()
    var at = 0
    _ = try parser.next(Array(wire.utf8).span, &at)
    #expect(parser.retryMilliseconds == expected)
  }

  @Test(
    "gives up on what grows over the limit, in every cut",
    arguments: [
      "data: " + String(repeating: "a", count: 90), ":" + String(repeating: "a", count: 90),
      String(repeating: "data: 0123456789\n", count: 9),
    ])
  func limit(wire: String) {
    for size in cutSizes {
      #expect(throws: ServerSentEvent.Failure.tooLarge(limitBytes: 64), "cut \(size)") {
        try parse(Array(wire.utf8), size, limit: 64)
      }
    }
  }

  @Test("counts events one by one, not the stream")
  func limitIsPerEvent() throws {
    let wire = String(repeating: ": 0123456789\ndata: 0123456789\n\n", count: 50)
    #expect(try parse(Array(wire.utf8), 7, limit: 40).count == 50)
  }

  @Test(
    "writes what it reads",
    arguments: [
      ("e-1", "token", "{}", "e-1|token|{}"), ("", "message", "a", "|message|a"), ("", "x", "", "|x|"),
      ("", "x", "a\nb\r\nc\rd", "|x|a\nb\nc\nd"), ("", "x", "\n", "|x|\n"), ("", "x", " a: b", "|x| a: b"),
      ("1\n2", "a\r\nb", "c", "12|ab|c"),
    ])
  func writes(id: String, name: String, data: String, expected: String) throws {
    var wire: [UInt8] = []
    ServerSentEvent(id: id, name: name, data: Array(data.utf8)).encode(into: &wire)
    #expect(try parse(wire, .max) == [expected])
  }

  @Test("writes the bytes that the API promises")
  func bytes() {
    var wire: [UInt8] = []
    ServerSentEvent(id: "e-1", name: "token", data: Array("{}".utf8)).encode(into: &wire)
    ServerSentEvent.encode(comment: "ping", into: &wire)
    #expect(String(decoding: wire, as: UTF8.self) == "id: e-1\nevent: token\ndata: {}\n\n: ping\n\n")
  }
}
