import Chat
import FoundationEssentials
import Testing

@testable import Agent

private func skips(_ text: String) -> Bool {
  var cursor = JSONCursor(Array(text.utf8))
  return cursor.skip() && cursor.isAtEnd()
}

private func string(_ text: String) -> String? {
  var cursor = JSONCursor(Array(text.utf8))
  return cursor.readString()
}

private func integer(_ text: String) -> Int? {
  var cursor = JSONCursor(Array(text.utf8))
  guard let value = cursor.readInteger(), cursor.isAtEnd() else { return nil }
  return value
}

@Suite("A JSON cursor, RFC 8259")
struct JSONCursorTests {
  @Test(
    "steps over what is JSON",
    arguments: [
      "{}", "[]", "null", "true", "false", "0", "-0", "12.5e+3", "1E9", "\"\"", " [ 1 , {\"a\" : [ ] } ]\n",
      #"{"a":{"b":[1,2,{"c":"\"}"}]}}"#,
    ])
  func legal(_ text: String) {
    #expect(skips(text))
    #expect(JSONValue(json: text.utf8) != nil, "JSONDecoder agrees")
  }

  @Test(
    "refuses what is not",
    arguments: [
      "", "{", "}", "[1,]", "{\"a\"}", "{\"a\":}", "{a:1}", "01", "1.", ".5", "1e", "+1", "-", "tru", "nulll",
      "\"a", "\"\\x\"", "\"\\u12\"", "\"\n\"", "[1 2]", "{\"a\":1,}", "{} {}",
    ])
  func broken(_ text: String) { #expect(!skips(text)) }

  @Test("refuses to nest deeper than its limit")
  func deep() {
    #expect(skips(String(repeating: "[", count: 60) + String(repeating: "]", count: 60)))
    #expect(!skips(String(repeating: "[", count: 100_000)))
  }

  @Test(
    "reads strings as JSONDecoder does",
    arguments: [
      #""plain""#, #""""#, #""\"\\\/\b\f\n\r\t""#, #""\u0041\u00e9\u65e5""#, #""\ud83e\udd9c""#,
      #""x\ud83e\udd9cy""#,
      #""né日本🦜""#, #""\u0000""#, #""\uD7FF\uE000""#,
    ])
  func strings(_ text: String) throws {
    #expect(string(text) == (try JSONDecoder().decode(String.self, from: Data(text.utf8))))
  }

  @Test("half a surrogate pair becomes a replacement character")
  func halfPairs() {
    #expect(string(#""a\ud83eb""#) == "a\u{FFFD}b")
    #expect(string(#""\udd9c""#) == "\u{FFFD}")
    #expect(string(#""\ud83e\n""#) == "\u{FFFD}\n")
    #expect(string(#""\ud83e\u0041""#) == "\u{FFFD}A")
  }

  @Test("reads whole numbers only")
  func integers() {
    #expect(integer("42") == 42)
    #expect(integer("-7 ") == -7)
    #expect(integer("1.5") == nil)
    #expect(integer("1e3") == nil)
    #expect(integer("99999999999999999999") == nil)
    #expect(integer("x") == nil)
  }
}
