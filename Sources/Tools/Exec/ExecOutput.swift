/// What a command wrote: whole up to a limit, head and tail above it. What lies between costs nothing.
struct ExecOutput {
  private static let headBytes = ToolLimits.outputBytes * 3 / 4
  private static let tailBytes = ToolLimits.outputBytes / 4

  private var cleaner = TerminalText()
  private var head = ""
  private var tail: [[UInt8]] = []
  private var tailCount = 0
  private var dropped = 0

  /// Whether the head takes no more.
  var isFull: Bool { head.utf8.count >= Self.headBytes }
  var isTruncated: Bool { dropped > 0 }

  /// Returns what a reader may be shown of it at once.
  mutating func add(_ bytes: [UInt8]) -> String {
    guard isFull else {
      let text = cleaner.next(bytes)
      head += text
      return text
    }
    tail.append(bytes)
    tailCount += bytes.count
    while let first = tail.first, tailCount - first.count >= Self.tailBytes {
      tailCount -= first.count
      dropped += first.count
      tail.removeFirst()
    }
    return ""
  }

  /// There is no more. Returns what a reader has not been shown of the head.
  mutating func finish() -> String {
    guard !isFull else { return "" }
    let text = cleaner.finish()
    head += text
    return text
  }

  /// note: how it ended, on a line of its own
  func text(adding note: String?) -> String {
    var text = head
    var cleaner = dropped > 0 ? TerminalText() : self.cleaner
    if dropped > 0 { text += "\n[… \(dropped) bytes are left out here …]\n" }
    for (index, piece) in tail.enumerated() {
      text += cleaner.next(index == 0 && dropped > 0 ? Self.fromLine(piece) : piece)
    }
    if isFull { text += cleaner.finish() }
    guard let note else { return text }
    return text + (text.isEmpty || text.hasSuffix("\n") ? "" : "\n") + "[\(note)]"
  }

  /// A piece without the line, or the character, that was cut at its beginning.
  private static func fromLine(_ piece: [UInt8]) -> [UInt8] {
    if let end = piece.prefix(4096).firstIndex(of: UInt8(ascii: "\n")) { return Array(piece[(end + 1)...]) }
    return Array(piece.drop { $0 & 0xC0 == 0x80 })
  }
}
