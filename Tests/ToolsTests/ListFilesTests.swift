import Chat
import EventLoop
import Glibc
import TestSupport
import Testing
import Tools

@Loop @Suite(.onLoop) struct ListFilesTests {
  let shop: Workshop

  init() throws {
    shop = try Workshop()
    try shop.write("12345", to: "b.txt")
    try shop.write("1", to: "src/deep/er/a.swift")
    try shop.write("1", to: "src/b.swift")
    try shop.write("1", to: ".git/config")
    shop.link("..", as: "up")
    mkfifo(shop.folder + "/pipe", 0o600)
  }

  @Test func `lists names in order, with sizes, and follows no link`() async throws {
    let output = try await list([:])
    #expect(
      output.text == """
        .git/
        b.txt  5
        pipe  (no regular file)
        src/
        src/b.swift  1
        src/deep/
        src/deep/er/
        up -> ..

        """)
  }

  @Test func `goes as deep as it is asked to, and shows only what fits`() async throws {
    #expect(try await list(["path": "src", "depth": 1]).text == "src/b.swift  1\nsrc/deep/\n")
    #expect(try await list(["glob": "*.swift"]).text == "src/b.swift  1\nsrc/deep/er/a.swift  1\n")
    #expect(try await list(["path": "src", "glob": "*.py"]).text == "[nothing in src fits the glob]")
    shop.makeFolder("none")
    #expect(try await list(["path": "none"]).text == "[none is empty]")
  }

  @Test func `is bounded, and says so`() async throws {
    for number in 0..<1500 { try shop.write("", to: "many/a-file-with-a-long-name-\(number)") }
    let output = try await list(["path": "many"])
    #expect(output.isTruncated && output.text.utf8.count < 27_500)
    #expect(output.text.contains("there is more: ask for a folder or a glob]"))
  }

  @Test(arguments: ["..", "up", "/", "/etc", "src/../..", "b.txt", "not-there", "a\0"]) func `fails in words`(
    path: String
  ) async throws {
    #expect(await !shop.failure(ListFiles(), ["path": .string(path)]).isEmpty)
  }

  @Test func `a name with a line break is one line`() async throws {
    try shop.write("", to: "odd/a\nb")
    #expect(try await list(["path": "odd"]).text == "odd/a⏎b  0\n")
  }

  private func list(_ arguments: JSONValue) async throws -> ToolOutput { try await shop.run(ListFiles(), arguments) }
}
