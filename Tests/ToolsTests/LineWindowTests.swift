import Testing

@testable import Tools

@Suite struct LineWindowTests {
  @Test(arguments: [1, 2, 3, 7, 64, 1000]) func `takes the same lines however they are cut`(size: Int) {
    let text = (1...40).map { "line \($0)\n" }.joined() + "the last"
    let window = fed(text, size, LineWindow(first: 10, count: 3))
    #expect(String(decoding: window.bytes, as: UTF8.self) == "line 10\nline 11\nline 12\n")
    #expect(window.lines == 10..<13)
    #expect(window.count == 41)
    let end = fed(text, size, LineWindow(first: 40, count: 10))
    #expect(String(decoding: end.bytes, as: UTF8.self) == "line 40\nthe last")
    #expect(end.lines == 40..<42)
    #expect(fed(text, size, LineWindow(first: 42, count: 1)).lines.isEmpty)
  }

  @Test(arguments: [1, 2, 3, 7, 64]) func `a long line is cut between characters, and the next is whole`(size: Int) {
    let text = "é" + String(repeating: "é", count: 50) + "\nnext\n"
    let window = fed(text, size, LineWindow(first: 1, count: 5, lineBytes: 11))
    #expect(String(decoding: window.bytes, as: UTF8.self) == "ééééé … [92 more bytes in this line]\nnext\n")
    let last = fed("abcdef", size, LineWindow(first: 1, count: 5, lineBytes: 3))
    #expect(String(decoding: last.bytes, as: UTF8.self) == "abc … [3 more bytes in this line]")
  }

  @Test func `stops at its limit of bytes, at the end of a line`() {
    let window = fed("aaaa\nbbbb\ncccc\ndddd\n", 3, LineWindow(first: 1, count: 9, limitBytes: 8))
    #expect(String(decoding: window.bytes, as: UTF8.self) == "aaaa\nbbbb\n")
    #expect(window.lines == 1..<3)
    #expect(window.count == 4)
  }

  private func fed(_ text: String, _ size: Int, _ window: LineWindow) -> LineWindow {
    var window = window
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: size) {
      window.take(Array(bytes[start..<min(start + size, bytes.count)]))
    }
    window.finish()
    return window
  }
}
