import Chat
import EventLoop
import Glibc
import TestSupport
import Testing
import Tools

@Loop @Suite(.onLoop) struct SearchFilesTests {
  let shop: Workshop

  init() throws {
    shop = try Workshop()
    try shop.write("let one = 1\r\nlet two = 2\n", to: "a.swift")
    try shop.write("one (1)\nOne\n", to: "docs/b.md")
    try shop.write([0x6F, 0x6E, 0x65, 0], to: "program")
    try shop.write("one", to: "node_modules/x.js")
    shop.link("../secret.txt", as: "out")
    shop.link("..", as: "up")
    mkfifo(shop.folder + "/pipe", 0o600)
  }

  @Test func `finds lines, and passes over what is not for reading`() async throws {
    #expect(try await search(["pattern": "one"]) == "a.swift:1: let one = 1\ndocs/b.md:1: one (1)\n")
    #expect(try await search(["pattern": #"\d$"#]) == "a.swift:1: let one = 1\na.swift:2: let two = 2\n")
    #expect(try await search(["pattern": "secret"]) == "[no match in 2 files]")
  }

  @Test func `takes plain text, cases, folders, files and globs`() async throws {
    #expect(try await search(["pattern": "(1)", "regex": false]) == "docs/b.md:1: one (1)\n")
    #expect(try await search(["pattern": "^one", "ignore_case": true]) == "docs/b.md:1: one (1)\ndocs/b.md:2: One\n")
    #expect(try await search(["pattern": "one", "path": "docs"]) == "docs/b.md:1: one (1)\n")
    #expect(try await search(["pattern": "one", "path": "a.swift"]) == "a.swift:1: let one = 1\n")
    #expect(try await search(["pattern": "one", "glob": "*.md"]) == "docs/b.md:1: one (1)\n")
    #expect(try await search(["pattern": "one", "path": "node_modules"]) == "node_modules/x.js:1: one\n")
  }

  @Test func `is bounded in lines and in their length`() async throws {
    try shop.write(String(repeating: "needle\n", count: 500), to: "many")
    let output = try await shop.run(SearchFiles(), ["pattern": "needle", "path": "many", "limit": 3])
    #expect(
      output.text == "many:1: needle\nmany:2: needle\nmany:3: needle\n"
        + "[the first 3; there are more: narrow the pattern or the glob]")
    #expect(output.isTruncated)
    try shop.write(String(repeating: "x", count: 5000) + "needle" + String(repeating: "y", count: 5000), to: "long")
    let long = try await search(["pattern": "needle", "path": "long"])
    #expect(long.contains("needle") && long.utf8.count < 400)
  }

  @Test(arguments: ["..", "up", "out", "/etc", "pipe", "not-there"]) func `fails in words`(path: String) async throws {
    #expect(await !shop.failure(SearchFiles(), ["pattern": "x", "path": .string(path)]).isEmpty)
  }

  @Test func `a pattern that cannot be read is told`() async throws {
    #expect(await shop.failure(SearchFiles(), ["pattern": "("]).hasPrefix("the pattern is not understood"))
    #expect(await shop.failure(SearchFiles(), ["pattern": ""]) == "the pattern is empty")
  }

  private func search(_ arguments: JSONValue) async throws -> String {
    try await shop.run(SearchFiles(), arguments).text
  }
}
