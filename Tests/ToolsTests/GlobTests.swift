import Testing

@testable import Tools

@Suite struct GlobTests {
  @Test(arguments: [
    ("*.swift", "a.swift", true), ("*.swift", "src/a.swift", true), ("*.swift", "a.swiftx", false),
    ("src/*.swift", "src/a.swift", true), ("src/*.swift", "src/b/a.swift", false),
    ("src/**/*.swift", "src/a.swift", true),
    ("src/**/*.swift", "src/b/c/a.swift", true), ("**/a", "a", true), ("**", "x/y", true), ("a?c", "abc", true),
    ("a?c", "aéc", true), ("a?c", "ac", false), ("a?c", "abbc", false), ("[a-c]x", "bx", true),
    ("[!a-c]x", "bx", false),
    ("[!a-c]x", "dx", true), ("[]]", "]", true), ("[a", "[a", true), ("*.{js,ts}", "a.ts", true),
    ("*.{js,ts}", "a.py", false), ("{a,b}{c,d}", "bd", true), ("a{b", "a{b", true), ("./x", "x", true),
    ("", "a", false),
    ("*", ".hidden", true), ("a/*", "a/b/c", false), ("?/x", "a/x", true), ("a*/x", "ab/c/x", false),
  ]) func `matches`(glob: String, path: String, isMatch: Bool) throws {
    #expect(try Glob(glob).matches(path) == isMatch)
  }

  @Test func `no pattern takes long`() throws {
    let glob = try Glob(String(repeating: "*a", count: 120) + "b")
    #expect(!glob.matches(String(repeating: "a", count: 2000)))
    #expect(throws: ToolFailure.self) { try Glob(String(repeating: "{a,b}", count: 40)) }
    #expect(throws: ToolFailure.self) { try Glob(String(repeating: "a", count: 300)) }
  }
}
