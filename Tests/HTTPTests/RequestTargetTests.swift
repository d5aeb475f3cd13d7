import Testing

@testable import HTTP

@Suite("RequestTarget")
struct RequestTargetTests {
  @Test(
    "splits and decodes",
    arguments: [
      ("/", []), ("", []), ("/a", ["a"]), ("/a/", ["a", ""]), ("//", ["", ""]),
      ("/a%20b/%C3%A9", ["a b", "é"]),
      ("/a+b", ["a+b"]), ("/...", ["..."]), ("/a?b/../c", ["a"]), ("/%25", ["%"]), ("/a;b=c", ["a;b=c"]),
    ])
  func splits(text: String, segments: [String]) throws {
    #expect(try RequestTarget(text).segments == segments)
  }

  @Test(
    "refuses paths that readers disagree about",
    arguments: [
      ("a", RequestTargetFailure.notAbsolute), ("/..", .dotSegment), ("/a/../b", .dotSegment),
      ("/.", .dotSegment),
      ("/%2e%2E/b", .dotSegment), ("/.%2e", .dotSegment), ("/a%2fb", .encodedSlash),
      ("/a%2Fb", .encodedSlash),
      ("/a%5cb", .backslash), ("/a\\b", .backslash), ("/%00", .controlCharacter),
      ("/a%0d%0a", .controlCharacter),
      ("/%7f", .controlCharacter), ("/%", .badEscape), ("/%4", .badEscape), ("/%zz", .badEscape),
      ("/%ff", .notUTF8),
      ("/%c0%ae", .notUTF8), ("/%ed%a0%80", .notUTF8), ("/%252e%2", .badEscape),
    ])
  func refuses(text: String, expected: RequestTargetFailure) {
    #expect(throws: expected) { try RequestTarget(text) }
    #expect(expected.status == 400 && expected.description.hasSuffix("."))
  }

  @Test("reads query items as forms write them")
  func items() throws {
    let target = try RequestTarget("/s?q=a+b%26c&empty=&flag&q=second&&bad=%zz%ff&%6e=v=w")
    #expect(target["q"] == "a b&c" && target["empty"] == "" && target["flag"] == "" && target["none"] == nil)
    #expect(target["bad"] == "%zz\u{fffd}" && target["n"] == "v=w" && target.items.count == 6)
  }

  @Test("gives the decoded path back", arguments: [("/a%20b/c", "/a b/c"), ("/", "/"), ("/a/", "/a/")])
  func path(text: String, path: String) throws { #expect(try RequestTarget(text).path == path) }
}
