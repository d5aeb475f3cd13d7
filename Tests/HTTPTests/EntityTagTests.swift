import Testing

@testable import HTTP

@Suite("EntityTag (RFC 9110 §8.8.3, §13.1)")
struct EntityTagTests {
  @Test(
    "is found in If-None-Match",
    arguments: [
      ("\"a\"", true), ("W/\"a\"", true), ("\"b\", \"a\"", true), ("\"b\",W/\"a\"", true), ("*", true),
      ("\"A\"", false),
      ("\"ab\"", false), ("a", false), ("", false), ("\"b\"", false), ("\"a", false), ("\"b, \"a\"", false),
    ])
  func ifNoneMatch(field: String, expected: Bool) {
    #expect(EntityTag("a").isNamed(by: [.ifNoneMatch: field]) == expected)
    #expect(EntityTag("a", isWeak: true).isNamed(by: [.ifNoneMatch: field]) == expected)
  }

  @Test("is found in a second line, and nowhere if nobody asks")
  func lines() {
    #expect(EntityTag("a").isNamed(by: [.ifNoneMatch: "\"b\"", "if-none-match": "\"a\""]))
    #expect(!EntityTag("a").isNamed(by: [:]))
  }

  @Test(
    "allows a range of the same state only",
    arguments: [
      ("\"a\"", true), ("W/\"a\"", false), ("\"b\"", false), ("Sun, 06 Nov 1994 08:49:37 GMT", false),
    ])
  func ifRange(field: String, expected: Bool) {
    #expect(EntityTag("a").allowsRange([.ifRange: field]) == expected)
    #expect(!EntityTag("a", isWeak: true).allowsRange([.ifRange: field]))
    #expect(EntityTag("a").allowsRange([:]))
  }

  @Test("is written with its quotes")
  func text() { #expect("\(EntityTag("a")) \(EntityTag("b", isWeak: true))" == "\"a\" W/\"b\"") }
}
