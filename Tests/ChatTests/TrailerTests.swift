import Testing

@testable import Chat

@Suite struct TrailerTests {
  private func trailer(_ preview: String) -> Trailer {
    Trailer(
      at: 5, boot: "b", cursor: Cursor(epoch: "e", sequence: 3), size: 7, role: .assistant, preview: preview)
  }

  @Test func `it reads back, whatever the preview`() {
    var dice = Dice(10)
    let marks = ["", " ", "a=b c=d", "\u{36d}", "\u{600}", "a -->b"]
    for text in marks + (0..<300).map({ _ in Preview.line(dice.nastyText(), characters: 40) }) {
      #expect(Trailer(line: trailer(text).line) == trailer(text))
    }
  }

  @Test func `any part of it is none`() {
    let line = trailer("words").line
    for count in 0..<line.count { #expect(Trailer(line: String(line.prefix(count))) == nil) }
  }
}
