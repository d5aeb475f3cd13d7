import Testing

@testable import Tools

@Suite struct PatternTests {
  @Test(arguments: [
    ("abc", "xxabcx", true), ("abc", "ab", false), ("^abc$", "abc", true), ("^abc$", "abcd", false), ("^$", "", true),
    ("a.c", "abc", true), ("a.c", "aéc", true), ("a.c", "ac", false), ("a*b", "b", true), ("^a+b$", "aaab", true),
    ("^a?b$", "ab", true), ("^a?b$", "aab", false), ("^a{2,3}$", "aa", true), ("^a{2,3}$", "aaaa", false),
    ("^a{2}$", "aaa", false), ("^a{2,}$", "aaaaa", true), ("a{,2}", "a{,2}", true), ("a{x", "a{x", true),
    ("cat|dog", "hotdog", true), ("^(cat|dog)s?$", "dogs", true), ("^(?:a|b)*c$", "abbac", true),
    ("^(|a)b$", "b", true),
    ("[a-c]", "xbx", true), ("^[^a-c]$", "d", true), ("^[^a-c]$", "b", false), ("[]x]", "]", true), ("[a-]", "-", true),
    (#"\d+"#, "a12", true), (#"^\D$"#, "1", false), (#"^\w+$"#, "naïve_1", true), (#"^\s$"#, "\t", true),
    (#"[\d.]+x"#, "1.5x", true), (#"^[^\s\d]$"#, "a", true), (#"^[\W]$"#, "-", true), (#"^[\W]$"#, "a", false),
    (#"\bcat\b"#, "a cat.", true), (#"\bcat\b"#, "concat", false), (#"\Bcat"#, "concat", true),
    (#"\.swift$"#, "a.swift", true), (#"\x41\u0042"#, "AB", true), (#"\("#, "f(", true), ("[[:digit:]]x", "1x", true),
    ("(?i)hello", "HeLLo", true), ("É", "é", false), ("a.*?b", "axxb", true), ("(?<name>a)b", "ab", true),
    ("(a*)*b", "aaab", true), ("(a*)+$", "b", true), ("x*", "", true), ("func \\w+\\(", "  func run(x)", true),
  ]) func `matches`(pattern: String, line: String, isMatch: Bool) throws {
    var compiled = try Pattern(pattern)
    #expect((compiled.end(in: Array(line.utf8)[...]) != nil) == isMatch)
  }

  @Test func `upper and lower case can be the same`() throws {
    var pattern = try Pattern("straße É[x-z]", ignoresCase: true)
    #expect(pattern.end(in: Array("STRAßE éY".utf8)[...]) != nil)
  }

  @Test func `says where the first match ends`() throws {
    var pattern = try Pattern("b+")
    let line = Array("aabbb".utf8)
    #expect(pattern.end(in: line[...]) == 3)
    #expect(pattern.end(in: line[3...]) == 4)
    #expect(pattern.end(in: line[..<2]) == nil)
  }

  @Test func `what is not UTF-8 is not a letter`() throws {
    var pattern = try Pattern("^a.b$")
    #expect(pattern.end(in: [0x61, 0xFF, 0x62]) != nil)
    #expect(pattern.end(in: [0x61, 0xE2, 0x82, 0x62]) == nil)
  }

  @Test(arguments: [
    "(", ")", "[", "a)", "*", "+a", "a{2,1}", "a{1001}", #"(a)\1"#, "(?=a)", "(?!a)", "(?<=a)", "(?<!a)", #"\"#, #"\q"#,
    "[b-a]", #"\x4"#, "(?<n", "((a{100}){100}){100}",
    String(repeating: "(", count: 100) + "a" + String(repeating: ")", count: 100),
    String(repeating: "a", count: 1001),
  ]) func `is refused in words`(pattern: String) {
    #expect(throws: ToolFailure.self) { try Pattern(pattern) }
  }

  /// Each takes a backtracking engine longer than the age of the world.
  @Test(arguments: ["(a+)+$", "(a|aa)+$", "^(a*)*$", "(.*a){20}$", "^(([a-z])+.)+[A-Z]([a-z])+$", "(a?){30}a{30}$"])
  func `no pattern hangs`(pattern: String) throws {
    var compiled = try Pattern(pattern)
    #expect(compiled.end(in: [UInt8](repeating: 0x61, count: 5000) + [0x21]) == nil)
  }
}
