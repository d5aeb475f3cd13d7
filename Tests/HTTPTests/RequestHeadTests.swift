import Testing

@testable import HTTP

@Suite("RequestHead (RFC 9112)")
struct RequestHeadTests {
  private func parse(_ wire: String, _ size: Int = .max, _ limits: HeadLimits = .standard) throws
    -> RequestHead?
  {
    var parser = RequestHead.Parser(limits: limits)
    return try grown(wire, size) { bytes in try parser.next(bytes) }.get()
  }

  private func failure(_ wire: String, _ size: Int, _ limits: HeadLimits = .standard) -> HeadFailure? {
    do { _ = try parse(wire, size, limits) } catch { return error as? HeadFailure }
    return nil
  }

  @Test("reads line and fields in every cut", arguments: cutSizes)
  func reads(size: Int) throws {
    let wire =
      "POST /a%20b?q=1&r HTTP/1.1\r\nHost: Example.org:8080\r\nX-Empty:\r\nAccept: a\r\naccept: \t b \r\n"
    let head = try #require(try parse(wire + "Content-Length: 12\r\n\r\nbody of 12 b", size))
    #expect(head.method == .post && head.version == .http11)
    #expect(head.target == "/a%20b?q=1&r")
    #expect(head.host?.description == "example.org:8080")
    #expect(head["x-empty"] == "" && head[.accept] == "a" && head.fields.all(.accept) == ["a", "b"])
    #expect(head[.cookie] == nil)
    #expect(head.framing == .counted(12))
    #expect(head.fields.map(\.name.description) == ["Host", "X-Empty", "Accept", "accept", "Content-Length"])
    #expect(head.bytes.count == wire.utf8.count + 22)
    #expect(try RequestTarget(head).segments == ["a b"])
    #expect(try RequestTarget(head).query == "q=1&r")
  }

  @Test("says nothing until the blank line is there")
  func waits() throws {
    let wire = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    for count in 0..<wire.utf8.count {
      #expect(try parse(String(decoding: wire.utf8.prefix(count), as: UTF8.self)) == nil)
    }
    #expect(try parse("\r\n" + wire)?.target == "/")
  }

  static let refused: [(String, HeadFailure)] = [
    ("\u{16}\u{3}\u{1}\u{2}", .notHTTP), ("\r\n\r\nGET / HTTP/1.1\r\n", .notHTTP),
    (" GET / HTTP/1.1\r\n", .notHTTP),
    ("\nGET / HTTP/1.1\r\n", .notHTTP), ("\u{0}", .notHTTP), ("\rGET / HTTP/1.1\r\n\r\n", .badRequestLine),
    ("GET\r\n\r\n", .badRequestLine), ("GET  / HTTP/1.1\r\n\r\n", .badRequestLine),
    ("G@T / HTTP/1.1\r\n\r\n", .badRequestLine), ("GET\t/ HTTP/1.1\r\n\r\n", .badRequestLine),
    ("GET\u{0} / HTTP/1.1\r\n\r\n", .nul), ("GET /\u{0} HTTP/1.1\r\n\r\n", .nul),
    ("ABCDEFGHIJKLMNOPQRSTUVWXYZ / HTTP/1.1\r\n\r\n", .methodTooLong),
    ("CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n", .unsupportedConnect),
    ("GET /\r\n\r\n", .badVersion), ("GET / \r\n\r\n", .badVersion), ("GET / http/1.1\r\n\r\n", .badVersion),
    ("GET / HTTP/1.1 \r\n\r\n", .badVersion), ("GET /  HTTP/1.1\r\n\r\n", .badVersion),
    ("GET / HTTP/11\r\n\r\n", .badVersion), ("GET / HTTP/1.1x\r\n\r\n", .badVersion),
    ("GET / HTTP/2.0\r\n\r\n", .unsupportedVersion), ("GET / HTTP/1.2\r\n\r\n", .unsupportedVersion),
    ("GET / HTTP/0.9\r\n\r\n", .unsupportedVersion),
    ("GET a HTTP/1.1\r\nHost: a\r\n\r\n", .badTarget), ("GET * HTTP/1.1\r\nHost: a\r\n\r\n", .badTarget),
    ("GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", .badTarget), ("GET /é HTTP/1.1\r\nHost: a\r\n\r\n", .badTarget),
    ("GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n", .badTarget),
    ("GET http:// HTTP/1.1\r\nHost: a\r\n\r\n", .badTarget),
    ("GET http://u@a/ HTTP/1.1\r\nHost: a\r\n\r\n", .badTarget),
    ("GET http://a:99999/ HTTP/1.1\r\nHost: a\r\n\r\n", .badTarget),
    ("GET / HTTP/1.1\nHost: a\r\n\r\n", .bareLF), ("GET / HTTP/1.1\r\nHost: a\n\r\n", .bareLF),
    ("GET / HTTP/1.1\r\nHost: a\r\n\n", .bareLF),
    ("GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n", .bareCR), ("GET / HTTP/1.1\r\r\nHost: a\r\n\r\n", .bareCR),
    ("GET / HTTP/1.1\r\nHost: a\r\nX: a\u{0}\r\n\r\n", .nul),
    ("GET / HTTP/1.1\r\nHost: a\r\nX\u{0}: a\r\n\r\n", .nul),
    ("GET / HTTP/1.1\r\n Host: a\r\n\r\n", .foldedLine),
    ("GET / HTTP/1.1\r\nX: a\r\n\tb\r\n\r\n", .foldedLine),
    ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", .spaceBeforeColon),
    ("GET / HTTP/1.1\r\nHost\t: a\r\n\r\n", .spaceBeforeColon),
    ("GET / HTTP/1.1\r\nHost\r\n\r\n", .missingColon), ("GET / HTTP/1.1\r\n: a\r\n\r\n", .emptyName),
    ("GET / HTTP/1.1\r\nHo(st: a\r\n\r\n", .badName), ("GET / HTTP/1.1\r\nHöst: a\r\n\r\n", .badName),
    ("GET / HTTP/1.1\r\nHost: a\r\nX: \u{1}\r\n\r\n", .controlInValue),
    ("GET / HTTP/1.1\r\nHost: a\r\nX: \u{7f}\r\n\r\n", .controlInValue),
    ("GET / HTTP/1.1\r\n\r\n", .missingHost), ("GET http://a/ HTTP/1.1\r\n\r\n", .missingHost),
    ("GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n", .duplicateHost),
    ("GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", .duplicateHost),
    ("GET / HTTP/1.1\r\nHost:\r\n\r\n", .badHost), ("GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", .badHost),
    ("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", .badHost), ("GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", .badHost),
    ("GET / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n\r\n", .unsupportedExpectation),
  ]

  @Test("refuses, the same in every cut", arguments: refused)
  func refuses(wire: String, expected: HeadFailure) {
    for size in cutSizes { #expect(failure(wire, size) == expected, "cut \(size)") }
  }

  static let smuggled: [(String, HeadFailure)] = [
    ("Content-Length: 1\r\nContent-Length: 1", .duplicateLength), ("Content-Length: 1, 1", .duplicateLength),
    ("Content-Length: 1\r\nContent-Length: 2", .duplicateLength), ("Content-Length: 1,2", .duplicateLength),
    ("Content-Length: +1", .badLength), ("Content-Length: -1", .badLength),
    ("Content-Length: 0x1", .badLength),
    ("Content-Length: 1 2", .badLength), ("Content-Length:", .badLength), ("Content-Length: 1.0", .badLength),
    ("Content-Length: 9223372036854775808", .lengthTooLarge),
    ("Content-Length: 99999999999999999999999999", .lengthTooLarge),
    ("Content-Length: 1\r\nTransfer-Encoding: chunked", .lengthAndCoding),
    ("Transfer-Encoding: chunked\r\nContent-Length: 1", .lengthAndCoding),
    ("Transfer-Encoding: chunked, chunked", .duplicateCoding),
    ("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", .duplicateCoding),
    ("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", .duplicateCoding),
    ("Transfer-Encoding: gzip, chunked", .unsupportedCoding),
    ("Transfer-Encoding: chunked, gzip", .unsupportedCoding),
    ("Transfer-Encoding: identity", .unsupportedCoding), ("Transfer-Encoding: xchunked", .unsupportedCoding),
    ("Transfer-Encoding:", .unsupportedCoding), ("Transfer-Encoding: chunked;a=b", .unsupportedCoding),
    ("Transfer-Encoding: \"chunked\"", .unsupportedCoding),
    ("Transfer-Encoding: \u{b}chunked", .controlInValue), ("Transfer-Encoding : chunked", .spaceBeforeColon),
    ("Content-Length\r\n: 1", .missingColon), ("X: y\r\n Transfer-Encoding: chunked", .foldedLine),
  ]

  @Test("refuses what requests are smuggled with, the same in every cut", arguments: smuggled)
  func smuggling(lines: String, expected: HeadFailure) {
    for size in cutSizes {
      #expect(failure("POST / HTTP/1.1\r\nHost: a\r\n\(lines)\r\n\r\n", size) == expected, "cut \(size)")
    }
  }

  @Test("refuses chunked on HTTP/1.0")
  func codingOn10() {
    #expect(failure("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", .max) == .codingOnHTTP10)
  }

  @Test(
    "tells the framing",
    arguments: [
      ("", BodyFraming.none), ("Content-Length: 0\r\n", .none), ("Content-Length: 007\r\n", .counted(7)),
      ("Content-Length: 9223372036854775807\r\n", .counted(.max)),
      ("Transfer-Encoding: Chunked\r\n", .chunked),
    ])
  func framing(line: String, expected: BodyFraming) throws {
    #expect(try parse("POST / HTTP/1.1\r\nHost: a\r\n\(line)\r\n")?.framing == expected)
  }

  @Test(
    "decides about keep-alive",
    arguments: [
      ("1.1", "", true), ("1.1", "Connection: close\r\n", false), ("1.1", "Connection: x, CLOSE\r\n", false),
      ("1.1", "Connection: keep-alive\r\nConnection: close\r\n", false),
      ("1.1", "Connection: closed\r\n", true),
      ("1.0", "", false), ("1.0", "Connection: Keep-Alive\r\n", true),
      ("1.0", "Connection: keep-alive, close\r\n", false),
    ])
  func keepAlive(version: String, line: String, expected: Bool) throws {
    #expect(try parse("GET / HTTP/\(version)\r\nHost: a\r\n\(line)\r\n")?.keepAlive == expected)
  }

  @Test("knows who waits for 100 Continue")
  func expectation() throws {
    #expect(try parse("PUT / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\n\r\n")?.expectsContinue == true)
    #expect(try parse("PUT / HTTP/1.0\r\nExpect: 100-continue\r\n\r\n")?.expectsContinue == false)
    #expect(try parse("PUT / HTTP/1.1\r\nHost: a\r\n\r\n")?.expectsContinue == false)
  }

  @Test(
    "takes the four forms of target that a server meets",
    arguments: [
      ("GET /", "h", "/", "h"), ("GET /a?b?c", "h", "/a", "h"), ("GET http://o:81/a?b", "h", "/a", "o:81"),
      ("GET HTTPS://o", "h", "", "o"), ("GET http://o?q", "h", "", "o"), ("OPTIONS *", "h", "", "h"),
      ("GET http://[::1]:80/x", "h", "/x", "[::1]:80"),
    ])
  func forms(line: String, host: String, path: String, effective: String) throws {
    let head = try #require(try parse("\(line) HTTP/1.1\r\nHost: \(host)\r\n\r\n"))
    #expect(String(decoding: head.bytes[head.pathRange], as: UTF8.self) == path)
    #expect(head.host?.description == effective)
  }

  @Test("keeps to its limits, the same in every cut", arguments: cutSizes)
  func limits(size: Int) throws {
    let limits = HeadLimits(headBytes: 200, firstLineBytes: 50, fields: 3)
    let long = String(repeating: "a", count: 300)
    #expect(failure("GET /\(long)", size, limits) == .targetTooLong)
    #expect(failure("GET /\(long)\n", size, limits) == .targetTooLong)
    #expect(failure("GET / HTTP/1.1\r\nHost: a\r\nX: \(long)\r\n\r\n", size, limits) == .headTooLarge)
    let fields = "GET / HTTP/1.1\r\nHost: a\r\nB: b\r\nC: c\r\n"
    #expect(try parse(fields + "\r\n", size, limits)?.fields.count == 3)
    #expect(failure(fields + "D: d\r\n\r\n", size, limits) == .tooManyFields)
    let exact = "GET / HTTP/1.1\r\nHost: a\r\nX: " + String(repeating: "x", count: 200 - 32) + "\r\n\r\n"
    #expect(exact.utf8.count == 200)
    #expect(try parse(exact, size, limits) != nil)
    #expect(failure("X" + exact, size, limits) == .headTooLarge)
  }

  @Test("writes a request that it can read")
  func encodes() throws {
    var wire: [UInt8] = []
    RequestHead.encode(
      .put, target: "/a b\r\nX: y", fields: [.host: "a", "X-Name": "v\r\nEvil: 1"], into: &wire)
    let head = try #require(try RequestHead.parse(wire.span))
    #expect(head.target == "/abX:y" && head["X-Name"] == "v  Evil: 1" && head.fields.count == 2)
  }

  @Test("has words and a status for every refusal")
  func words() {
    for failure in HeadFailure.allCases {
      #expect(failure.description.hasSuffix("."))
      #expect([400, 413, 414, 417, 431, 501, 505].contains(failure.status))
    }
    #expect(Set(HeadFailure.allCases.map(\.description)).count == HeadFailure.allCases.count)
  }
}
