import Testing

@testable import Chat

@Suite struct MarkdownMarksTests {
  @Test(arguments: [
    ("# Plan for *today*", "Plan for today"), ("###### Six", "Six"), ("> > quoted **words**", "quoted words"),
    ("- [ ] buy `milk`", "[ ] buy milk"), ("+ one", "one"), ("* two", "two"), ("`a * b` and ``c`d``", "a * b and c`d"),
    ("See [the *manual*](https://example.org/a) now", "See the manual now"), ("![a cat](cat.png)", "a cat"),
    ("***very*** much, ~~not~~", "very much, not"), ("**bold: `x*y`**", "bold: x*y"), ("(*so*)", "(so)"),
  ]) func `marks go, words stay`(line: String, plain: String) {
    #expect(MarkdownMarks.removed(from: line) == plain)
  }

  @Test(arguments: [
    "2 * 3 * 4", "find *.swift and *.js", "snake_case and __init__", "a*b*c", "#hashtag", "####### seven", "-5 degrees",
    "[1] is a list", "f(x)[0](y", "a ` b", "**", "~/notes and ~/mail", "C# and F#", "x > y", "",
  ]) func `what only looks like a mark stays`(line: String) {
    #expect(MarkdownMarks.removed(from: line) == line)
  }

  @Test(arguments: ["---", "***", "```swift", "~~~", "> ```", "#", "> ", "- "])
  func `a line of marks says nothing`(line: String) {
    #expect(MarkdownMarks.removed(from: line).isEmpty)
  }

  @Test func `nothing that can be written makes it fail`() {
    var dice = Dice(7)
    let signs = Array("**``~[]()!#>-_ ax")
    for _ in 0..<2_000 {
      let count = Int.random(in: 0...24, using: &dice)
      let line = String((0..<count).map { _ in signs.randomElement(using: &dice) ?? " " })
      let plain = MarkdownMarks.removed(from: line)
      #expect(plain.count <= line.count, "\(line)")
    }
  }
}
