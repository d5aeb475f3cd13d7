/// Lines of Markdown being written: blanks run together, blocks stand apart, and what comes to nothing leaves no
/// trace.
struct TextFlow {
  /// Something that opens before a text and closes behind it; nothing if there is no text in between.
  struct Span {
    let kind: String
    let opening: String
    let closing: String
    var isWritten = false
  }

  private(set) var bytes: [UInt8] = []
  let limitBytes: Int
  /// Before each line of the block: quotation marks and indents.
  var indent = ""
  /// Lines and blanks as they are, as in `<pre>`.
  var isVerbatim = false
  private var breaks = 0
  private var hasSpace = false
  /// What begins the next line: `- `, `## `.
  private var marker = ""
  private var spans: [Span] = []
  private static let spansAtMost = 32

  init(limitBytes: Int) { self.limitBytes = limitBytes }

  var isFull: Bool { bytes.count >= limitBytes }
  var isAtStart: Bool { bytes.isEmpty }
  /// Whether the line has a beginning and no text yet.
  var hasMarker: Bool { !marker.isEmpty }

  /// lines: 1 for a new line, 2 for a blank one in between
  mutating func breakLine(_ lines: Int) {
    breaks = max(breaks, lines)
    hasSpace = false
  }

  /// A second `<br>` is a blank line.
  mutating func addBreak() { breakLine(min(breaks + 1, 2)) }

  mutating func begin(with marker: String) { if self.marker.utf8.count < 64 { self.marker += marker } }

  /// A block that had a marker and no text: the marker goes.
  mutating func dropMarker() { marker = "" }

  mutating func open(_ span: Span) { if spans.count < Self.spansAtMost { spans.append(span) } }

  mutating func close(_ kind: String) {
    guard let index = spans.lastIndex(where: { $0.kind == kind }) else { return }
    let span = spans.remove(at: index)
    if span.isWritten { put(span.closing) }
  }

  mutating func write(_ text: String) {
    guard !isFull else { return }
    if isVerbatim { return writeVerbatim(text) }
    var word: [UInt8] = []
    for byte in text.utf8 {
      guard byte == 0x20 || (0x09...0x0D).contains(byte) else {
        word.append(byte)
        continue
      }
      put(word)
      word = []
      hasSpace = !isAtStart && breaks == 0
    }
    put(word)
  }

  private mutating func writeVerbatim(_ text: String) {
    for byte in text.utf8 {
      if byte == 0x0A {
        startLine()
        bytes.append(byte)
        bytes += Array(indent.utf8)
      } else if byte != 0x0D {
        startLine()
        bytes.append(byte)
      }
    }
  }

  /// The fence behind what stood as it is.
  mutating func endVerbatim() {
    while let last = bytes.last, last == 0x0A || last == 0x20 { bytes.removeLast() }
    breakLine(1)
    startLine()
    put("```")
  }

  private mutating func put(_ word: [UInt8]) {
    guard !word.isEmpty else { return }
    startLine()
    for index in spans.indices where !spans[index].isWritten {
      put(spans[index].opening)
      spans[index].isWritten = true
    }
    bytes += word
  }

  private mutating func startLine() {
    if breaks > 0, !isAtStart {
      while bytes.last == 0x20 { bytes.removeLast() }
      for _ in 0..<breaks { bytes.append(0x0A) }
      bytes += Array(indent.utf8)
    } else if isAtStart {
      bytes += Array(indent.utf8)
    } else if hasSpace {
      bytes.append(0x20)
    }
    breaks = 0
    hasSpace = false
    bytes += Array(marker.utf8)
    marker = ""
  }

  private mutating func put(_ text: String) { bytes += Array(text.utf8) }
}

extension TextFlow {
  /// What was written, within the limit, without the spans that are still open.
  var text: String { text(in: 0..<bytes.count) }

  func text(in range: Range<Int>) -> String {
    var end = min(range.upperBound, range.lowerBound + limitBytes)
    // A character must not be cut in two.
    if end < bytes.count { while end > range.lowerBound, bytes[end] & 0xC0 == 0x80 { end -= 1 } }
    let whole = String(decoding: bytes[range.lowerBound..<end], as: UTF8.self)
    return String(whole.drop { $0 == "\n" }.trimmingEnd())
  }
}

extension StringProtocol {
  fileprivate func trimmingEnd() -> SubSequence {
    self[..<(lastIndex { !$0.isWhitespace }.map { index(after: $0) } ?? startIndex)]
  }
}
