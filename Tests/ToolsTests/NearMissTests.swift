import Testing

@testable import Tools

@Suite struct NearMissTests {
  @Test func `tells of a difference in white space, and shows what is there`() {
    #expect(
      words("if a {\n  b\n}", in: "x\nif a {\n\tb\n}\ny\n")
        == "It differs in white space only from lines 2–4, which are:\nif a {\n\tb\n}")
  }

  @Test func `shows the nearest line with those around it`() {
    let text = "one\ntwo\nlet answer = 41\nfour\nfive\nsix\n"
    #expect(
      words("let answer = 42", in: text)
        == "The nearest is at line 3:\none\ntwo\nlet answer = 41\nfour\nfive")
  }

  @Test func `says when nothing is like it`() {
    #expect(words("qqq", in: "a\nb\n") == "Nothing like it is there: read the file again.")
    #expect(words("a", in: "") == "The file is empty.")
    #expect(words("\n", in: "a") == "Nothing like it is there: read the file again.")
  }

  private func words(_ wanted: String, in text: String) -> String {
    NearMiss(of: Array(wanted.utf8), in: Array(text.utf8)).words
  }
}
