import Testing

@testable import MCP

struct LineReaderTests {
  private static let wire = Array("{\"a\":1}\r\n\n  \n{\"b\":\"\u{00fc}\"}\nlast".utf8)
  private static let lines = ["{\"a\":1}", "{\"b\":\"\u{00fc}\"}", "last"]

  @Test(arguments: [1, 2, 3, 7, 64, 1000])
  func `reads the same lines whatever pieces they come in`(size: Int) {
    #expect(read(Self.wire, size, limit: 100) == Self.lines)
  }

  @Test(arguments: [1, 2, 3, 7, 64])
  func `drops a line over the limit once, and reads on`(size: Int) {
    let wire = Array("short\n\(String(repeating: "x", count: 50))\nnext\n".utf8)
    #expect(read(wire, size, limit: 10) == ["short", "too long", "next"])
  }

  @Test func `takes a line of just the limit`() {
    #expect(read(Array("0123456789\n".utf8), 3, limit: 10) == ["0123456789"])
    #expect(read(Array("0123456789A\n".utf8), 3, limit: 10) == ["too long"])
  }

  @Test func `holds no more of an endless line than its limit`() {
    var reader = LineReader(limitBytes: 100)
    let piece = [UInt8](repeating: 120, count: 64)
    var told = 0
    for _ in 0..<1000 { told += reader.take(piece).count }
    #expect(told == 1)
    #expect(reader.finish() == nil)
    #expect(reader.take(Array("next\n".utf8)) == [.text(Array("next".utf8))])
  }

  private func read(_ wire: [UInt8], _ size: Int, limit: Int) -> [String] {
    var reader = LineReader(limitBytes: limit)
    var lines: [LineReader.Line] = []
    for start in stride(from: 0, to: wire.count, by: size) {
      lines += reader.take(Array(wire[start..<min(start + size, wire.count)]))
    }
    if let line = reader.finish() { lines.append(line) }
    return lines.map { if case .text(let bytes) = $0 { String(decoding: bytes, as: UTF8.self) } else { "too long" } }
  }
}
