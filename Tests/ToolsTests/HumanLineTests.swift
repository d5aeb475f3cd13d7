import Chat
import Testing

@testable import Tools

@Suite struct HumanLineTests {
  @Test func `is one line without signs that hide or turn the text`() {
    #expect(HumanLine.shown("a\nb\u{202E}c\u{1B}[31m") == "a⏎b\u{FFFD}c\u{FFFD}[31m")
    #expect(HumanLine.shown("naïve 文字 😀") == "naïve 文字 😀")
  }

  @Test func `lets nothing hide in a text of several lines`() {
    #expect(HumanLine.visible("naïve\n\t文字　😀") == "naïve\n\t文字　😀")
    let hiding = "a\u{61C}b\u{A0}c\u{3164}d\u{115F}e\u{AD}f"
    #expect(HumanLine.visible(hiding) == #"a\u{61C}b\u{A0}c\u{3164}d\u{115F}e\u{AD}f"#)
    #expect(HumanLine.visible("a\r\nb\rc\r") == #"a\u{D}"# + "\n" + #"b\u{D}c\u{D}"#)
    #expect(HumanLine.visible("a\r\nb\rc\r", breaks: true) == "a\r\n" + #"b\u{D}c\u{D}"#)
  }

  @Test func `is cut in the middle`() {
    let shown = HumanLine.shown(String(repeating: "a", count: 500) + "z", atMost: 20)
    #expect(shown == "aaaaaaaaaa…aaaaaaaaz")
  }

  @Test func `takes any arguments`() {
    #expect(HumanLine.line("read", ["path": "a.md"], "path") == "read a.md")
    #expect(HumanLine.line("read", ["path": 5], "path") == "read ?")
    #expect(HumanLine.line("read", "text", "path") == "read ?")
  }
}
