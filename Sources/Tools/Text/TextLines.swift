/// A text as its lines, each with its break; only the last may be without.
struct TextLines: Sendable {
  let bytes: [UInt8]
  let ranges: [Range<Int>]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var ranges: [Range<Int>] = []
    var start = 0
    for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") {
      ranges.append(start..<(index + 1))
      start = index + 1
    }
    if start < bytes.count { ranges.append(start..<bytes.count) }
    self.ranges = ranges
  }

  var count: Int { ranges.count }

  subscript(line: Int) -> ArraySlice<UInt8> { bytes[ranges[line]] }

  /// A line without its break.
  func content(_ line: Int) -> ArraySlice<UInt8> {
    self[line].last == UInt8(ascii: "\n") ? self[line].dropLast() : self[line]
  }

  /// The line, counted from 0, in which a byte stands.
  func line(at offset: Int) -> Int {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
