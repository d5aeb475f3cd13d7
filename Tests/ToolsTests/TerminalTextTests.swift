@testable import Tools
import Testing

@Suite struct TerminalTextTests {
  @Test(arguments: [
    ("plain\ttext\n", "plain\ttext\n"),
    ("\u{1B}[1;31mred\u{1B}[0m", "red"),
    ("\u{1B}]0;title\u{07}after", "after"),
    ("\u{1B}]8;;http://x\u{1B}\\link\u{1B}]8;;\u{1B}\\", "link"),
    ("\u{1B}(Bx\u{1B}=y\u{1B}Mz", "xyz"),
    ("10%\r20%\r\n30%\r\r\nend", "10%\n20%\n30%\nend"),
    ("a\u{08}b\u{07}\u{00}c\u{7F}", "abc"),
    ("é€😀e\u{301}", "é€😀e\u{301}"),
    ("c1: \u{85}\u{9B}31m·\u{A0}", "c1: 31m·\u{A0}"),
    ("\u{1B}[38;5;1", ""),
    ("\u{1B}]never ends", ""),
    ("\u{1B}\u{1B}[1mx", "x"),
  ])
  func leavesWhatAPersonReads(_ raw: String, _ clean: String) {
    for size in [1, 2, 3, 7, 64] { #expect(Self.text(Array(raw.utf8), in: size) == clean) }
  }

  @Test func bytesThatAreNoTextBecomeSigns() {
    #expect(Self.text([0x61, 0xFF, 0x62], in: 1) == "a\u{FFFD}b")
    #expect(Self.text([0x61, 0xE2, 0x82], in: 2) == "a\u{FFFD}")
    #expect(Self.text([0x80, 0x80, 0x80, 0x80, 0x61], in: 5) == "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}a")
  }

  @Test func aTitleThatNeverEndsIsOver() {
    #expect(Self.text(Array(("\u{1B}]" + String(repeating: "x", count: 5000)).utf8), in: 64).count == 5000 - 4097)
  }

  private static func text(_ bytes: [UInt8], in size: Int) -> String {
    var cleaner = TerminalText()
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: size) {
      text += cleaner.next(Array(bytes[start..<min(start + size, bytes.count)]))
    }
    return text + cleaner.finish()
  }
}
