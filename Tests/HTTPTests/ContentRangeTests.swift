import Testing

@testable import HTTP

@Suite("ContentRange (RFC 9110 §14)")
struct ContentRangeTests {
  @Test(
    "reads one range",
    arguments: [
      ("bytes=0-0", ContentRange.part(0..<1)), ("bytes=0-9", .part(0..<10)), ("bytes=5-", .part(5..<10)),
      ("bytes=-3", .part(7..<10)), ("bytes=-99", .part(0..<10)), ("bytes=3-99", .part(3..<10)),
      ("Bytes=1-2", .part(1..<3)),
      ("bytes=9-9", .part(9..<10)), ("bytes=0-99999999999999999999999", .part(0..<10)),
      ("bytes=10-", .unsatisfiable), ("bytes=10-20", .unsatisfiable), ("bytes=-0", .unsatisfiable),
      ("bytes=99999999999999999999999-", .unsatisfiable),
      ("bytes=5-4", .whole), ("bytes=0-1,3-4", .whole), ("bytes=", .whole), ("bytes=-", .whole),
      ("bytes=a-b", .whole),
      ("bytes=+1-2", .whole), ("bytes=1--2", .whole), ("bytes 1-2", .whole), ("items=1-2", .whole),
      ("", .whole),
      ("bytes=1 - 2", .whole),
    ])
  func reads(field: String, expected: ContentRange) { #expect(ContentRange(field, size: 10) == expected) }

  @Test("knows that nothing can be had of nothing", arguments: ["bytes=0-", "bytes=0-0", "bytes=-1"])
  func empty(field: String) { #expect(ContentRange(field, size: 0) == .unsatisfiable) }

  @Test("writes the answer's field")
  func writes() {
    #expect(ContentRange(nil, size: 10).field(size: 10) == nil)
    #expect(ContentRange("bytes=2-4", size: 10).field(size: 10) == "bytes 2-4/10")
    #expect(ContentRange("bytes=20-", size: 10).field(size: 10) == "bytes */10")
  }
}
