import Chat
import Testing

@testable import Agent

private func block(_ bytes: [UInt8], name: String = "a.txt", size: Int? = nil) -> String? {
  FileBlock.block(name: name, bytes: bytes, size: size ?? bytes.count)
}

@Suite("A text file in a user's words")
struct FileBlockTests {
  @Test("stands between tags, on lines of its own")
  func plain() {
    #expect(block(Array("hi".utf8)) == "<file name=\"a.txt\">\nhi\n</file>")
    #expect(block(Array("hi\n".utf8)) == "<file name=\"a.txt\">\nhi\n</file>")
  }

  @Test("a name cannot leave its tag")
  func names() {
    #expect(
      block([], name: "a\">\n<b&.txt") == "<file name=\"a&quot;&gt; &lt;b&amp;.txt\">\n\n</file>")
  }

  @Test("what is no text is refused")
  func binary() {
    #expect(block([0x50, 0x00]) == nil)
    #expect(block([0xFF, 0xFE]) == nil)
    #expect(block([0xC3]) == nil, "half a character at the end of a whole file")
    #expect(!FileBlock.mayBeText("image/png"))
    #expect(!FileBlock.mayBeText("application/pdf"))
    #expect(FileBlock.mayBeText("application/octet-stream"))
    #expect(FileBlock.mayBeText("text/x-swift"))
    #expect(FileBlock.mayBeText("image/svg+xml"))
  }

  @Test("a cut file says so, and a character cut in two is left out")
  func cut() {
    for left in 1...4 {
      let bytes = Array(Array("ab🦜".utf8).prefix(2 + left))
      let text = left == 4 ? "ab🦜" : "ab"
      #expect(
        block(bytes, size: 100)
          == "<file name=\"a.txt\">\n\(text)\n</file>\n[only the first \(2 + left) of 100 bytes are shown]")
    }
  }
}
