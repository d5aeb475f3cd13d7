/// What is most like a text that could not be found.
struct NearMiss {
  private let wanted: TextLines
  private let text: TextLines

  init(of wanted: [UInt8], in text: [UInt8]) {
    self.wanted = TextLines(wanted)
    self.text = TextLines(text)
  }

  /// A hint for a model, in a sentence or two.
  var words: String {
    if text.count == 0 { return "The file is empty." }
    if let line = sameButForSpace() {
      return "It differs in white space only from lines \(line + 1)–\(line + wanted.count), which are:\n"
        + excerpt(line..<(line + wanted.count))
    }
    guard let line = mostAlike() else { return "Nothing like it is there: read the file again." }
    return "The nearest is at line \(line + 1):\n" + excerpt(max(0, line - 2)..<min(text.count, line + 3))
  }

  /// The first line of a place that is the same once the ends of lines and the runs of blanks are.
  private func sameButForSpace() -> Int? {
    guard wanted.count <= text.count else { return nil }
    let needle = (0..<wanted.count).map { Self.squeezed(wanted[$0]) }
    let lines = (0..<text.count).map { Self.squeezed(text[$0]) }
    guard needle.contains(where: { !$0.isEmpty }) else { return nil }
    // Lines become numbers, so that what is long is compared once.
    var numbers: [[UInt8]: Int] = [:]
    for line in needle { numbers[line] = numbers[line] ?? numbers.count }
    let (pattern, all) = (needle.map { numbers[$0] ?? -1 }, lines.map { numbers[$0] ?? -1 })
    return LinearSearch(pattern).places(in: all, atMost: 1).first
  }

  /// The line that shares most with the longest line wanted, at its front and at its end.
  private func mostAlike() -> Int? {
    let lines = (0..<wanted.count).map { Self.squeezed(wanted[$0]) }
    guard let line = lines.max(by: { $0.count < $1.count }), !line.isEmpty else { return nil }
    var best: (line: Int, score: Int)?
    for index in 0..<text.count {
      let other = Self.squeezed(text[index])
      let front = zip(line, other).prefix { $0 == $1 }.count
      let back = zip(line.reversed(), other.reversed()).prefix { $0 == $1 }.count
      let score = min(front + back, line.count)
      if score > best?.score ?? 0 { best = (index, score) }
    }
    return best.flatMap { $0.score * 3 >= line.count ? $0.line : nil }
  }

  private func excerpt(_ lines: Range<Int>) -> String {
    lines.prefix(20).map { String(decoding: text.content($0).prefix(400), as: UTF8.self) }.joined(separator: "\n")
      + (lines.count > 20 ? "\n…" : "")
  }

  private static func squeezed(_ line: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    for byte in line where byte != 0x0D && byte != 0x0A {
      if byte != 0x20 && byte != 0x09 { result.append(byte) } else if result.last != 0x20 { result.append(0x20) }
    }
    if result.first == 0x20 { result.removeFirst() }
    if result.last == 0x20 { result.removeLast() }
    return result
  }
}
