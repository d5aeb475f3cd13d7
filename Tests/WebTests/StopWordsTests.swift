import Testing

@testable import Web

@Suite struct StopWordsTests {
  private static func said(_ text: String, _ words: [String], cut size: Int) -> (said: String, isHit: Bool) {
    var stops = StopWords(words)
    var said = ""
    let all = Array(text)
    for start in stride(from: 0, to: all.count, by: size) {
      said += stops.take(String(all[start..<min(start + size, all.count)]))
    }
    return (said + stops.finish(), stops.isHit)
  }

  @Test(arguments: [1, 2, 3, 7, 64]) func endsBeforeTheFirstOfThem(size: Int) {
    let cases: [(text: String, words: [String], said: String)] = [
      ("one STOP two", ["STOP"], "one "), ("aab", ["ab"], "a"), ("abc", ["c", "b"], "a"), ("STOP", ["STOP"], ""),
      ("größer 🐦 als", ["🐦"], "größer "), ("aaaab", ["aab"], "aa"), ("x\nUser: y", ["\nUser:", "\nBot:"], "x"),
    ]
    for (text, words, said) in cases { #expect(Self.said(text, words, cut: size) == (said, true)) }
  }

  @Test(arguments: [1, 2, 3, 7, 64]) func withoutOneNothingIsLost(size: Int) {
    for words in [[], ["STOP"], ["two!", "wo three"], ["🐦"]] {
      #expect(Self.said("one STO two 🐤", words, cut: size) == ("one STO two 🐤", false))
    }
  }

  @Test func showsWhatCannotBeOneAtOnce() {
    var stops = StopWords(["STOP"])
    #expect(stops.take("one S") == "one ")
    #expect(stops.take("o") == "So")
  }
}
