/// Questions that parsers ask of borrowed bytes.
extension Span<UInt8> {
  /// Are these the bytes of `text`, upper and lower case alike (ASCII only)?
  func isSame(as text: String) -> Bool {
    let other = text.utf8.span
    guard count == other.count else { return false }
    for index in indices where self[index].lowered != other[index].lowered { return false }
    return true
  }

  /// Do the bytes begin with those of `text`, upper and lower case alike (ASCII only)?
  func starts(with text: String) -> Bool {
    count >= text.utf8.count && extracting(0..<text.utf8.count).isSame(as: text)
  }

  /// `range` without the blanks at both its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, self[start].isBlank { start += 1 }
    while end > start, self[end - 1].isBlank { end -= 1 }
    return start..<end
  }

  /// The end of the list element that starts at `start`: the next `separator` outside quoted strings, or the end.
  func elementEnd(from start: Int, separator: UInt8 = .comma) -> Int {
    var isQuoted = false
    var index = start
    while index < count {
      let byte = self[index]
      if byte == .quote { isQuoted.toggle() } else if byte == separator, !isQuoted { return index }
      index += isQuoted && byte == .backslash ? 2 : 1
    }
    return count
  }

  /// The decimal number written in these bytes: digits only, at least one; nil too if it overflows.
  func decimal() -> Int? {
    guard count > 0 else { return nil }
    var value = 0
    for index in indices {
      guard self[index].isDigit else { return nil }
      let (tens, over) = value.multipliedReportingOverflow(by: 10)
      let (sum, overAgain) = tens.addingReportingOverflow(Int(self[index] &- 0x30))
      if over || overAgain { return nil }
      value = sum
    }
    return value
  }
}
