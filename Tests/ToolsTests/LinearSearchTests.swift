import Testing

@testable import Tools

@Suite struct LinearSearchTests {
  @Test func `finds what a plain search finds`() {
    for _ in 0..<2000 {
      let text = (0..<Int.random(in: 0...30)).map { _ in UInt8.random(in: 1...2) }
      let needle = (0..<Int.random(in: 1...5)).map { _ in UInt8.random(in: 1...2) }
      #expect(LinearSearch(needle).places(in: text) == Self.plain(needle, text))
    }
  }

  @Test func `nothing is nowhere, and a limit is kept`() {
    #expect(LinearSearch<UInt8>([]).places(in: [1, 2]).isEmpty)
    #expect(LinearSearch([1]).places(in: [1, 1, 1], atMost: 2) == [0, 1])
  }

  private static func plain(_ needle: [UInt8], _ text: [UInt8]) -> [Int] {
    var (places, at): ([Int], Int) = ([], 0)
    while at + needle.count <= text.count {
      if text[at..<(at + needle.count)].elementsEqual(needle) {
        places.append(at)
        at += needle.count
      } else {
        at += 1
      }
    }
    return places
  }
}
