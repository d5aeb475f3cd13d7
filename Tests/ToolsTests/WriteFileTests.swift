import Chat
import EventLoop
import Glibc
import TestSupport
import Testing

@testable import Tools

@Loop @Suite(.onLoop) struct WriteFileTests {
  let shop: Workshop
  init() throws { shop = try Workshop() }

  @Test func `makes a file, and the folders on its way`() async throws {
    let output = try await write("a/b/c.txt", "one\n")
    #expect(
      output.text == """
        created a/b/c.txt (+1 −0 lines, now 4 bytes)

        --- /dev/null
        +++ b/a/b/c.txt
        @@ -0,0 +1 @@
        +one

        """)
    #expect(shop.names == ["a", "a/b", "a/b/c.txt"])
    #expect(try shop.text(of: "a/b/c.txt") == "one\n")
  }

  @Test func `replaces a file, keeps its mode, and leaves nothing beside it`() async throws {
    try shop.write("old\n", to: "run.sh")
    chmod(shop.folder + "/run.sh", 0o751)
    let output = try await write("run.sh", "new\n")
    #expect(output.text.hasPrefix("changed run.sh (+1 −1 lines, now 4 bytes)\n\n--- a/run.sh\n+++ b/run.sh\n"))
    var status = stat()
    lstat(shop.folder + "/run.sh", &status)
    #expect(status.st_mode & 0o777 == 0o751)
    #expect(shop.names == ["run.sh"])
  }

  @Test func `a second name of the old file keeps what it has`() async throws {
    link(shop.outside + "/secret.txt", shop.folder + "/hard")
    _ = try await write("hard", "mine\n")
    #expect(try shop.text(of: "hard") == "mine\n")
    #expect(shop.secret == Workshop.secret)
  }

  @Test func `writes where a link inside leads, and the link stays`() async throws {
    try shop.write("old", to: "dir/real")
    shop.link("dir/real", as: "link")
    _ = try await write("link", "new")
    #expect(try shop.text(of: "dir/real") == "new")
    var status = stat()
    lstat(shop.folder + "/link", &status)
    #expect(status.st_mode & S_IFMT == S_IFLNK)
  }

  @Test(arguments: [
    "../secret.txt", "out", "out-abs", "outdir/secret.txt", "outdir/new.txt", "/tmp/martlet-must-not-be", "new/../../x",
    "..", ".", "dir", "dangling", "loop", "fifo", "", "a\0b", "dir/..", "deep/down/../../../x",
  ])
  func `never writes outside, nor over what is no file`(path: String) async throws {
    shop.makeFolder("dir")
    shop.link("../secret.txt", as: "out")
    shop.link(shop.outside + "/secret.txt", as: "out-abs")
    shop.link("..", as: "outdir")
    shop.link("../not-there", as: "dangling")
    shop.link("loop", as: "loop")
    mkfifo(shop.folder + "/fifo", 0o644)
    #expect(await !shop.failure(WriteFile(), ["path": .string(path), "content": "x"]).isEmpty)
    #expect(shop.secret == Workshop.secret)
    #expect(access(shop.outside + "/not-there", F_OK) != 0)
    #expect(access(shop.outside + "/new.txt", F_OK) != 0)
    #expect(access(shop.outside + "/x", F_OK) != 0)
    #expect(!shop.names.contains { $0.hasSuffix(".tmp") })
  }

  @Test func `a read-only file stays as it is`() async throws {
    try shop.write("old", to: "a")
    chmod(shop.folder + "/a", 0o444)
    #expect(await shop.failure(WriteFile(), ["path": "a", "content": "x"]) == "a is read-only")
    #expect(try shop.text(of: "a") == "old")
  }

  @Test func `what was approved is what is done`() async throws {
    try shop.write("one\n", to: "a")
    let arguments: JSONValue = ["path": "a", "content": "two\n"]
    let preview = try #require(try await WriteFile().preview(arguments, in: shop.workspace))
    #expect(preview == "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-one\n+two\n")
    #expect(try shop.text(of: "a") == "one\n")
    try shop.write("ONE\n", to: "a")
    #expect(await shop.failure(WriteFile(), arguments, approved: preview).contains("has changed since this call"))
    #expect(try shop.text(of: "a") == "ONE\n")
    try shop.write("one\n", to: "a")
    _ = try await shop.run(WriteFile(), arguments, approved: preview)
    #expect(try shop.text(of: "a") == "two\n")
  }

  @Test func `nothing hides in what is asked, and what is written is what was meant`() async throws {
    let content = "if admin {\u{202E} } \u{2066}// checked\u{2069}\r\n"
    let arguments: JSONValue = ["path": "a\u{202E}.sh", "content": .string(content)]
    let preview = try #require(try await WriteFile().preview(arguments, in: shop.workspace))
    #expect(
      preview == #"--- /dev/null\#n+++ b/a\u{202E}.sh\#n@@ -0,0 +1 @@\#n"#
        + #"+if admin {\u{202E} } \u{2066}// checked\u{2069}"# + "\r\n")
    let output = try await shop.run(WriteFile(), arguments, approved: preview)
    #expect(output.text.utf8.suffix(content.utf8.count).elementsEqual(content.utf8))
    #expect(try shop.text(of: "a\u{202E}.sh") == content)
  }

  @Test func `a new file that somebody else made meanwhile is not replaced`() async throws {
    let arguments: JSONValue = ["path": "deep/a", "content": "two\n"]
    let preview = try await WriteFile().preview(arguments, in: shop.workspace)
    #expect(shop.names.isEmpty)
    try shop.write("theirs\n", to: "deep/a")
    #expect(await shop.failure(WriteFile(), arguments, approved: preview).contains("has changed since this call"))
    #expect(try shop.text(of: "deep/a") == "theirs\n")
  }

  @Test func `a change beyond what the preview shows is noticed`() async throws {
    let long = String(repeating: "a line of the file\n", count: 20_000)
    try shop.write(long + "x\n", to: "a")
    let arguments: JSONValue = ["path": "a", "content": "short\n"]
    let preview = try await WriteFile().preview(arguments, in: shop.workspace)
    try shop.write(long + "y\n", to: "a")
    #expect(await shop.failure(WriteFile(), arguments, approved: preview).contains("has changed since this call"))
  }

  @Test func `the same content changes nothing`() async throws {
    try shop.write("one\n", to: "a")
    #expect(try await write("a", "one\n").text == "(a stays as it is)\n")
  }

  @Test func `too much is refused`() async throws {
    let words = await shop.failure(
      WriteFile(), ["path": "a", "content": .string(String(repeating: "x", count: 4 * 1024 * 1024 + 1))])
    #expect(words.contains("4194305 bytes"))
    #expect(shop.names.isEmpty)
  }

  private func write(_ path: String, _ content: String) async throws -> ToolOutput {
    try await shop.run(WriteFile(), ["path": .string(path), "content": .string(content)])
  }
}
