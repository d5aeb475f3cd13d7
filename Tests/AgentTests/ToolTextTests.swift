import Testing

@testable import Agent

@Suite struct ToolTextTests {
  @Test func `short outputs are shown whole, and an empty one is said`() {
    #expect(ToolText.shown("abc") == "abc")
    #expect(ToolText.shown("") == "(no output)")
    let most = String(repeating: "x", count: ToolText.shownBytes)
    #expect(ToolText.shown(most) == most)
  }

  @Test(arguments: 0..<4) func `long ones head and tail, with no character cut in two`(shift: Int) {
    let text = String(repeating: "a", count: shift) + String(repeating: "🦜", count: 100_000) + "end"
    let shown = ToolText.shown(text)
    #expect(shown.utf8.count < ToolText.shownBytes + 100)
    #expect(!shown.unicodeScalars.contains("\u{FFFD}"))
    #expect(shown.hasSuffix("🦜end"))
    let parts = shown.split(separator: "\n")
    #expect(parts.count == 3)
    let left = Int(parts[1].filter(\.isNumber)) ?? 0
    #expect(parts[0].utf8.count + left + parts[2].utf8.count == text.utf8.count)
  }
}
