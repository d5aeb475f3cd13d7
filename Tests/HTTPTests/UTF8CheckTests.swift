import Testing

@testable import HTTP

@Suite struct UTF8CheckTests {
  @Test func agreesWithTheStandardLibraryAboutEveryPairAndTriple() {
    let low: [UInt8] = [0, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf]
    let high: [UInt8] = [0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff]
    let bytes = low + high
    for a in bytes { for b in bytes { for c in bytes { for d in [UInt8(0x41), 0x80, 0xbf] { agree([a, b, c, d]) } } } }
  }

  @Test func saysSoAtTheFirstByteThatCannotBe() {
    var check = UTF8Check()
    #expect(take(&check, [0xf0, 0x90]) && !check.isAtBoundary)
    #expect(!take(&check, [0xc3]))
  }

  private func agree(_ bytes: [UInt8]) {
    var check = UTF8Check()
    let isText = bytes.allSatisfy { take(&check, [$0]) } && check.isAtBoundary
    #expect(isText == (String(validating: bytes, as: UTF8.self) != nil), "\(bytes)")
  }

  private func take(_ check: inout UTF8Check, _ bytes: [UInt8]) -> Bool { check.take(bytes.span) }
}
