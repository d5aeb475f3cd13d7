@testable import Tools
import Testing

@Suite struct ExecOutputTests {
  @Test func whatFitsIsWhole() {
    let lines = (0..<140_000).map { "\($0)\n" }
    let (text, output) = Self.collect(lines)
    #expect(text == lines.joined())
    #expect(!output.isTruncated)
  }

  @Test func aCharacterThatIsCutBetweenHeadAndTailIsWhole() {
    // An odd beginning, so that the head's limit falls into a character.
    for front in ["", "a", "ab"] {
      let whole = front + String(repeating: "€", count: 300_000)
      let pieces = Array(whole.utf8).chunked(by: 4093)
      var output = ExecOutput()
      for piece in pieces { _ = output.add(piece) }
      _ = output.finish()
      #expect(output.text(adding: nil) == whole)
    }
  }

  @Test func aboveTheLimitHeadAndTailAreKept() {
    let lines = (0..<1_000_000).map { "\($0)\n" }
    let (text, output) = Self.collect(lines)
    #expect(output.isTruncated)
    #expect(text.utf8.count < ToolLimits.outputBytes + 70_000)
    #expect(text.hasPrefix("0\n1\n2\n"))
    #expect(text.hasSuffix("999998\n999999\n"))
    #expect(text.contains(" bytes are left out here …]\n"))
  }

  @Test func aNoteStandsOnALineOfItsOwn() {
    #expect(Self.noted([]) == "[x]")
    #expect(Self.noted(["a"]) == "a\n[x]")
    #expect(Self.noted(["a\n"]) == "a\n[x]")
  }

  private static func noted(_ pieces: [String]) -> String {
    var output = ExecOutput()
    for piece in pieces { _ = output.add(Array(piece.utf8)) }
    _ = output.finish()
    return output.text(adding: "x")
  }

  private static func collect(_ lines: [String]) -> (String, ExecOutput) {
    var output = ExecOutput()
    for piece in Array(lines.joined().utf8).chunked(by: 65_536) { _ = output.add(piece) }
    _ = output.finish()
    return (output.text(adding: nil), output)
  }
}

extension [UInt8] {
  fileprivate func chunked(by size: Int) -> [[UInt8]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
