/// Random, and the same every time: a failure can be looked at twice.
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_f491_4f6c_dd1d
  }

  /// Text made of what a file format could stumble over.
  mutating func nastyText() -> String {
    let pieces = [
      "### human", "### assistant", "\n### human\n", "\n\\### bot", "<!-- message -->",
      "\n<!-- message -->\n",
      "-->", "--!>", "<!--", "\n<!-- {\"id\":1} -->\n",
      "at=1 boot=b cursor=a-1 size=000000000001 role=user preview= -->",
      "---", "\n---\n", "\n", "\n\n", "\r\n", "\r", "\t", " ", "\\", "\"", "'", "{", "}", "a", "ü", "日本", "🪶",
      "👩‍👩‍👧", "\u{0}", "\u{1}", "\u{7f}", "\u{85}", "\u{2028}", "\u{2029}", "\u{feff}",
      "<!--JSON {\"history\":[]} -->",
      "id: 7", "data: x", "\\u003e", "```", "# head", "e\u{301}", "\u{36d}", "\u{600}", "\u{200d}", "İ", "ß",
    ]
    let count = Int.random(in: 0...12, using: &self)
    return (0..<count).map { _ in pieces.randomElement(using: &self) ?? "" }.joined()
  }
}
