import Testing

@testable import Chat

@Suite struct PreviewTests {
  @Test func `white space folds and control characters go`() {
    #expect(Preview.line("  a\n\n b\t\u{1}c  ", characters: 9) == "a b c")
  }

  @Test func `it is as long as it may be`() {
    #expect(Preview.line(String(repeating: "ü", count: 50), characters: 10).count == 10)
  }

  @Test func `a character of a thousand marks does not make it long`() {
    let monster = "e" + String(repeating: "\u{301}", count: 100_000)
    #expect(Preview.line(monster, characters: 10).unicodeScalars.count <= 80)
    #expect(Preview.name(monster, characters: 10).unicodeScalars.count <= 80)
  }

  @Test func `all else stays as it is`() {
    #expect(Preview.line("a --> b --!> c", characters: 99) == "a --> b --!> c")
  }

  @Test func `a name is the first line that says something`() {
    #expect(Preview.name("\n \n  Fix the boat \nplease", characters: 60) == "Fix the boat")
    #expect(Preview.name(" \n", characters: 60).isEmpty)
  }

  @Test func `a name is without the marks of Markdown`() {
    #expect(Preview.name("```swift\nlet x = 1\n```", characters: 60) == "let x = 1")
    #expect(Preview.name("## **Fix** the [boat](https://example.org)", characters: 60) == "Fix the boat")
    #expect(Preview.name("***", characters: 60) == "***")
  }

  @Test func `a name that is cut ends with a whole word and says so`() {
    #expect(Preview.name("The quick brown fox", characters: 12) == "The quick…")
    #expect(Preview.name("Antidisestablishmentarianism", characters: 10) == "Antidises…")
    #expect(Preview.name("Twelve signs", characters: 12) == "Twelve signs")
  }
}
