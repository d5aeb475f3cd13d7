import Chat
import EventLoop
import TestSupport
import Testing

@testable import Tools

@Loop @Suite(.onLoop) struct EditFileTests {
  let shop: Workshop
  init() throws { shop = try Workshop() }

  @Test func `changes the piece and returns the diff`() async throws {
    try shop.write("let a = 1\nlet b = 2\n", to: "x.swift")
    let output = try await shop.run(
      EditFile(), ["path": "x.swift", "old_text": "b = 2", "new_text": "b = 3"])
    #expect(
      output.text == """
        changed x.swift (+1 −1 lines, now 20 bytes)

        --- a/x.swift
        +++ b/x.swift
        @@ -1,2 +1,2 @@
         let a = 1
        -let b = 2
        +let b = 3

        """)
    #expect(try shop.text(of: "x.swift") == "let a = 1\nlet b = 3\n")
  }

  @Test func `a call that cannot succeed fails before anybody is asked`() async throws {
    try shop.write("a\na\n", to: "f")
    for arguments: JSONValue in [
      ["path": "f", "old_text": "a", "new_text": "b"], ["path": "f", "old_text": "c", "new_text": "b"],
      ["path": "g", "old_text": "c", "new_text": "b"], ["path": "f", "old_text": "c"],
      ["path": "../secret.txt", "old_text": "the", "new_text": "b"],
    ] {
      await #expect(throws: ToolFailure.self) { try await EditFile().preview(arguments, in: shop.workspace) }
    }
    #expect(try shop.text(of: "f") == "a\na\n")
    #expect(shop.secret == Workshop.secret)
  }

  @Test func `what was approved is what is done`() async throws {
    try shop.write("one\ntwo\n", to: "a")
    let arguments: JSONValue = ["path": "a", "old_text": "two", "new_text": "2"]
    let preview = try await EditFile().preview(arguments, in: shop.workspace)
    try shop.write("ONE\ntwo\n", to: "a")
    #expect(await shop.failure(EditFile(), arguments, approved: preview).contains("has changed since this call"))
    try shop.write("one\ntwo\n", to: "a")
    _ = try await shop.run(EditFile(), arguments, approved: preview)
    #expect(try shop.text(of: "a") == "one\n2\n")
  }
}
