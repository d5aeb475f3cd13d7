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

  /// Comparing anew at each place would be millions of comparisons of a thousand bytes.
  @Test(arguments: [1, 1_000, 100_000]) func wordsThatNearlyFitDoNotHoldItUp(size: Int) {
    let words = (0..<4).map { String(repeating: "a", count: 996 + $0) + "b" }
    let text = String(repeating: "a", count: 100_000)
    #expect(Self.said(text, words, cut: size) == (text, false))
    #expect(Self.said(text + "bc", words, cut: size) == (String(text.dropLast(999)), true))
  }

  @Test(arguments: [1, 2, 3, 7, 64]) func ofNestedOnesTheFirstThatIsComplete(size: Int) {
    #expect(Self.said("xabcd", ["abcd", "bc"], cut: size) == ("xa", true))
    #expect(Self.said("xabcd", ["cd", "abcd", "d", ""], cut: size) == ("x", true))
    #expect(Self.said("abababac", ["ababac"], cut: size) == ("ab", true))
    #expect(Self.said("aabaabaaa", ["aabaaa"], cut: size) == ("aab", true))
  }

  @Test func showsWhatCannotBeOneAtOnce() {
    var stops = StopWords(["STOP"])
    #expect(stops.take("one S") == "one ")
    #expect(stops.take("o") == "So")
  }
}
