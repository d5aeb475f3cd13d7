import Testing

@testable import HTTP

@Suite("BodyDecoder")
struct BodyDecoderTests {
  private func decode(_ framing: BodyFraming, _ wire: String, _ size: Int, limit: Int = 100) throws -> (
    String, Int, Bool
  ) {
    var decoder = try BodyDecoder(framing, limitBytes: limit)
    var body: [UInt8] = []
    var used = 0
    for piece in cut(Array(wire.utf8), size).map(Array.init) {
      var at = 0
      var step = try decoder.next(piece.span, &at)
      while case .data(let range) = step {
        body += piece[range]
        step = try decoder.next(piece.span, &at)
      }
      used += at
      if step == .finished { break }
    }
    return (String(decoding: body, as: UTF8.self), used, decoder.mayEndHere)
  }

  @Test(
    "decodes every framing in every cut",
    arguments: [
      (BodyFraming.none, "next", "", 0, true), (.counted(5), "hellonext", "hello", 5, true),
      (.counted(5), "hell", "hell", 4, false), (.chunked, "2\r\nhi\r\n0\r\n\r\nnext", "hi", 12, true),
      (.chunked, "2\r\nhi\r\n", "hi", 7, false), (.untilClose, "all of it", "all of it", 9, true),
    ])
  func decodes(framing: BodyFraming, wire: String, body: String, used: Int, mayEnd: Bool) throws {
    for size in cutSizes {
      #expect(try decode(framing, wire, size) == (body, used, mayEnd), "cut \(size)")
    }
  }

  @Test("refuses a counted body over the limit before its first byte")
  func counted() {
    #expect(throws: BodyDecoder.Failure.tooLarge(limitBytes: 4)) {
      try decode(.counted(5), "", .max, limit: 4)
    }
  }

  @Test("refuses what grows over the limit", arguments: cutSizes)
  func grows(size: Int) {
    let wire = "3\r\nabc\r\n3\r\nabc\r\n0\r\n\r\n"
    #expect(throws: BodyDecoder.Failure.tooLarge(limitBytes: 4)) {
      try decode(.chunked, wire, size, limit: 4)
    }
    #expect(throws: BodyDecoder.Failure.tooLarge(limitBytes: 4)) {
      try decode(.untilClose, "abcdef", size, limit: 4)
    }
    #expect(throws: BodyDecoder.Failure.chunked(.badSize)) { try decode(.chunked, "x", size) }
  }
}
