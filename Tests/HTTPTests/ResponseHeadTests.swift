import Testing

@testable import HTTP

@Suite("ResponseHead (RFC 9112)")
struct ResponseHeadTests {
  private func parse(_ wire: String, _ size: Int = .max) throws -> ResponseHead? {
    var parser = ResponseHead.Parser()
    return try grown(wire, size) { bytes in try parser.next(bytes) }.get()
  }

  @Test("reads status and fields in every cut", arguments: cutSizes)
  func reads(size: Int) throws {
    let head = try #require(
      try parse("HTTP/1.1 404 Not Found: é\r\nContent-Type: text/plain\r\n\r\nrest", size))
    #expect(head.status == 404 && head[.contentType] == "text/plain" && head.framing(to: .get) == .untilClose)
  }

  @Test(
    "needs no reason",
    arguments: ["HTTP/1.1 200\r\n\r\n", "HTTP/1.1 200 \r\n\r\n", "HTTP/1.0 200 OK\r\n\r\n"])
  func reason(wire: String) throws { #expect(try parse(wire)?.status == 200) }

  static let refused: [(String, HeadFailure)] = [
    ("HTTP/1.1 20 OK\r\n\r\n", .badStatusLine), ("HTTP/1.1 2000 OK\r\n\r\n", .badStatusLine),
    ("HTTP/1.1  200 OK\r\n\r\n", .badStatusLine), ("HTTP/1.1 +20 OK\r\n\r\n", .badStatusLine),
    ("HTTP/1.1 099 OK\r\n\r\n", .badStatusLine), ("GET / HTTP/1.1\r\n\r\n", .badStatusLine),
    ("ICY/1.0. 200 OK\r\n\r\n", .badVersion), ("HTTP/2.0 200 OK\r\n\r\n", .unsupportedVersion),
    ("HTTP/1.1 200 OK\r\nA: b\n\r\n", .bareLF), ("HTTP/1.1 200 \u{1}\r\n\r\n", .controlInValue),
    ("HTTP/1.1 200 OK\r\nA : b\r\n\r\n", .spaceBeforeColon),
    ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n", .duplicateLength),
    ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", .lengthAndCoding),
    ("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", .codingOnHTTP10),
  ]

  @Test("refuses, the same in every cut", arguments: refused)
  func refuses(wire: String, expected: HeadFailure) {
    for size in cutSizes {
      #expect(throws: expected, "cut \(size)") { try parse(wire, size) }
    }
  }

  @Test(
    "tells the framing",
    arguments: [
      (200, "Content-Length: 5", Method.get, BodyFraming.counted(5)), (200, "Content-Length: 0", .get, .none),
      (200, "Transfer-Encoding: chunked", .get, .chunked), (200, "X: y", .get, .untilClose),
      (200, "Content-Length: 5", .head, .none), (200, "Transfer-Encoding: chunked", .head, .none),
      (204, "Content-Length: 5", .get, .none), (304, "Content-Length: 5", .get, .none),
      (100, "X: y", .get, .none),
      (101, "X: y", .get, .none), (200, "Content-Length: 5", .other("CONNECT"), .none),
      (407, "Content-Length: 5", .other("CONNECT"), .counted(5)),
    ])
  func framing(status: Int, line: String, method: HTTP.Method, expected: BodyFraming) throws {
    #expect(try parse("HTTP/1.1 \(status) x\r\n\(line)\r\n\r\n")?.framing(to: method) == expected)
  }

  @Test(
    "decides about keep-alive",
    arguments: [
      ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n", true), ("HTTP/1.1 200 OK\r\n\r\n", false),
      ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\n", false),
      ("HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\n", false),
      ("HTTP/1.0 200 OK\r\nContent-Length: 1\r\nConnection: keep-alive\r\n\r\n", true),
      ("HTTP/1.1 101 Switching\r\n\r\n", false),
    ])
  func keepAlive(wire: String, expected: Bool) throws {
    #expect(try parse(wire)?.keepAlive(to: .get) == expected)
  }

  @Test("knows interim responses")
  func interim() throws {
    #expect(try parse("HTTP/1.1 100 Continue\r\n\r\n")?.isInterim == true)
    #expect(try parse("HTTP/1.1 103 Early Hints\r\n\r\n")?.isInterim == true)
    #expect(try parse("HTTP/1.1 101 Switching\r\n\r\n")?.isInterim == false)
  }

  @Test("writes what it reads")
  func encodes() throws {
    var wire: [UInt8] = []
    ResponseHead(404, [.contentLength: "0", .location: "/\r\nSet-Cookie: a"]).encode(into: &wire)
    let text = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nLocation: /  Set-Cookie: a\r\n\r\n"
    #expect(String(decoding: wire, as: UTF8.self) == text)
    #expect(try ResponseHead.parse(wire.span)?.fields.count == 2)
  }
}
