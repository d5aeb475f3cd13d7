import Testing

@testable import Chat

@Suite struct FrontMatterTests {
  private func read(_ bytes: [UInt8]) -> FrontMatter {
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    return FrontMatter(lines: Array(lines.dropFirst().prefix { $0 != "---" }), id: "i")
  }

  @Test func `every name, agent, user and call reads back as it was`() {
    var dice = Dice(3)
    let texts = ["true", "no", "Plain words", "a: b", "#x", "  ", "", "-", "\"q\"", "1", "a "]
    for text in texts + (0..<300).map({ _ in dice.nastyText() }) {
      let front = FrontMatter(
        id: "i", name: text, created: 1, updated: 2, pinned: true, agent: text, user: text, clientID: text,
        cursor: Cursor(epoch: "e", sequence: 3))
      #expect(read(front.encoded()) == front)
    }
  }

  @Test func `a plain name stands as a person would write it`() {
    let front = FrontMatter(
      id: "i", name: "Fix the boat", created: 1, updated: 2, user: "owner",
      cursor: Cursor(epoch: "e", sequence: 3))
    #expect(
      String(decoding: front.encoded(), as: UTF8.self) == """
        ---
        id: i
        name: Fix the boat
        created: 1
        updated: 2
        pinned: false
        user: owner
        cursor: e-3
        ---

        """)
  }

  @Test(arguments: [
    ("1700000000", 1_700_000_000_000), ("1700000000000", 1_700_000_000_000),
    ("2023-11-14T22:13:20Z", 1_700_000_000_000), ("2023-11-14T22:13:20.123456", 1_700_000_000_000),
  ])
  func `times of other makes are understood`(text: String, milliseconds: Int) {
    #expect(FrontMatter(lines: ["created: \(text)"], id: "i").created == milliseconds)
  }
}
