import Testing

@testable import HTTP

@Suite("ChunkedBody (RFC 9112 §7.1)")
struct ChunkedBodyTests {
  /// The body and what stands behind it, when fed in pieces; nil if the body has not ended.
  private func decode(_ wire: String, _ size: Int) throws -> (body: String, rest: Int)? {
    var decoder = ChunkedBody()
    var body: [UInt8] = []
    var read = 0
    for piece in cut(Array(wire.utf8), size).map(Array.init) {
      var at = 0
      loop: while true {
        switch try decoder.next(piece.span, &at) {
        case .data(let range): body += piece[range]
        case .more: break loop
        case .finished: return (String(decoding: body, as: UTF8.self), wire.utf8.count - read - at)
        }
      }
      read += piece.count
    }
    return nil
  }

  @Test(
    "decodes in every cut",
    arguments: [
      ("0\r\n\r\n", "", 0), ("5\r\nhello\r\n0\r\n\r\nGET", "hello", 3),
      ("00005\r\nhello\r\n000\r\n\r\n", "hello", 0),
      (
        "a;x=\"y\"\r\n0123456789\r\nB\r\nabcdefghijk\r\n0;last\r\nT: v\r\nU:\r\n\r\n\r\n",
        "0123456789abcdefghijk", 2
      ),
    ])
  func decodes(wire: String, body: String, rest: Int) throws {
    for size in cutSizes {
      let decoded = try #require(try decode(wire, size))
      #expect(decoded.body == body && decoded.rest == rest, "cut \(size)")
    }
  }

  static let refused: [(String, ChunkedBodyFailure)] = [
    ("\r\n", .badSize), ("g\r\n", .badSize), (" 5\r\nhello\r\n", .badSize), ("5 \r\nhello\r\n", .badSize),
    ("+5\r\nhello\r\n", .badSize), ("-5\r\nhello\r\n", .badSize), ("0x5\r\nhello\r\n", .badSize),
    (";a\r\n", .badSize),
    ("5\nhello", .badSize), ("5 ;a\r\n", .badSize), ("5\r\rhello", .badLineEnd),
    ("8000000000000000\r\n", .sizeTooLarge), ("10000000000000000\r\n", .sizeTooLarge),
    ("fffffffffffffffffffff\r\n", .sizeTooLarge),
    ("5;a\nb\r\nhello\r\n", .badExtension), ("5;\u{0}\r\n", .badExtension),
    ("5\r\nhelloX\r\n", .badLineEnd), ("5\r\nhello\n", .badLineEnd), ("5\r\nhello\rX", .badLineEnd),
    ("0\r\nbad trailer\r\n\r\n", .badTrailer), ("0\r\n folded: a\r\n\r\n", .badTrailer),
    ("0\r\n: a\r\n\r\n", .badTrailer),
    ("0\r\na: \u{0}\r\n\r\n", .badTrailer), ("0\r\na: b\n\r\n", .badTrailer), ("0\r\n\n", .badTrailer),
    ("5;" + String(repeating: "x", count: 300), .sizeLineTooLong),
    (String(repeating: "0", count: 300), .sizeLineTooLong),
    ("0\r\nA: " + String(repeating: "x", count: 9000), .trailersTooLarge),
    ("0\r\n" + String(repeating: "A: b\r\n", count: 2000), .trailersTooLarge),
  ]

  @Test("refuses, the same in every cut", arguments: refused)
  func refuses(wire: String, expected: ChunkedBodyFailure) {
    for size in cutSizes { #expect(throws: expected, "cut \(size)") { try decode(wire, size) } }
  }

  @Test("takes the largest size that fits")
  func largest() throws { #expect(try decode("7fffffffffffffff\r\nabc", 1) == nil) }

  @Test("has words and a status for every refusal")
  func words() {
    for failure in ChunkedBodyFailure.allCases {
      #expect(failure.description.hasSuffix(".") && [400, 413, 431].contains(failure.status))
    }
  }
}
