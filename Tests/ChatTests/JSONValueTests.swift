import Testing

@testable import Chat

@Suite struct JSONValueTests {
  private func nested(_ levels: Int) throws -> JSONValue {
    let text = String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    return try JSONText.decode(JSONValue.self, from: text.utf8)
  }

  @Test func `what nests as deep as anybody nests is read`() throws {
    #expect(try nested(1) == .array([]))
    _ = try nested(60)
  }

  @Test func `what nests deeper is refused`() {
    #expect(throws: DecodingError.self) { try nested(70) }
    #expect(throws: DecodingError.self) { try nested(500) }
  }
}
