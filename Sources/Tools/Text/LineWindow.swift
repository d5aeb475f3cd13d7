internal import HTTP

/// Some lines of a text that goes by in pieces, cut anywhere.
struct LineWindow: Sendable {
  /// The lines wanted, as they are, but for what was too long.
  private(set) var bytes: [UInt8] = []
  /// The lines taken, counted from 1; empty if the text ended before.
  private(set) var lines: Range<Int>
  /// Breaks that went by, and whether something stands behind the last one.
  private var breaks = 0
  private var hasOpenLine = false
  private let wanted: Range<Int>
  private let limitBytes: Int
  private let lineBytes: Int
  private var columns = 0
  private(set) var isFull = false

  /// first: counted from 1
  init(first: Int, count: Int, limitBytes: Int = ToolLimits.readBytes, lineBytes: Int = ToolLimits.lineBytes) {
    wanted = first..<(first + count)
    lines = first..<first
    self.limitBytes = limitBytes
    self.lineBytes = lineBytes
  }

  /// All lines that went by.
  var count: Int { breaks + (hasOpenLine ? 1 : 0) }

  /// Whether nothing more can be taken.
  var isDone: Bool { isFull || breaks + 1 >= wanted.upperBound }

  mutating func take(_ piece: [UInt8]) {
    var start = 0
    while start < piece.count {
      let end = piece[start...].firstIndex(of: UInt8(ascii: "\n"))
      take(piece, start..<(end ?? piece.count), ends: end != nil)
      start = (end ?? piece.count) + 1
    }
  }

  /// No more comes.
  mutating func finish() { if columns > lineBytes { endLongLine() } }

  private mutating func take(_ piece: [UInt8], _ range: Range<Int>, ends: Bool) {
    let line = breaks + 1
    if wanted.contains(line), !isFull { keep(piece, range, line) }
    hasOpenLine = !ends
    guard ends else { return }
    if wanted.contains(line), lines.upperBound > line {
      if columns > lineBytes { endLongLine() }
      bytes.append(UInt8(ascii: "\n"))
    }
    breaks += 1
    columns = 0
    if bytes.count >= limitBytes { isFull = true }
  }

  private mutating func keep(_ piece: [UInt8], _ range: Range<Int>, _ line: Int) {
    let room = max(0, lineBytes - columns)
    bytes += piece[range.prefix(room)]
    columns += range.count
    lines = lines.lowerBound..<(line + 1)
  }

  private mutating func endLongLine() {
    // A character must not be cut in two.
    var cut = 0
    while cut < 3, let last = bytes.last, last & 0xC0 == 0x80 || last >= 0xC0 {
      bytes.removeLast()
      cut += 1
      if last >= 0xC0 { break }
    }
    bytes += Array(" … [\(columns - lineBytes + cut) more bytes in this line]".utf8)
    columns = 0
  }
}
