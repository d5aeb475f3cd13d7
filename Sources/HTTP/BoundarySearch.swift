/// Finds `CR LF - - boundary` in a body that arrives in any pieces, however the delimiter is cut.
struct BoundarySearch: Sendable {
  enum Step: Sendable {
    /// These bytes of the input are not part of a delimiter.
    case data(Range<Int>)
    /// These bytes of earlier input looked like the start of a delimiter and were none.
    case held([UInt8])
    case found
    case more
  }

  /// No second CR can stand in it, so a match that fails starts anew at the next CR: no table is needed.
  private let delimiter: [UInt8]
  /// Bytes of the delimiter at the end of earlier input; at first the line end before the first line.
  private var matched = 2

  /// Nil unless the boundary has 1 to 70 visible characters (RFC 2046 §5.1.1).
  init?(boundary: String) {
    let bytes = boundary.utf8
    guard (1...70).contains(bytes.count), bytes.last != .space else { return nil }
    guard bytes.allSatisfy({ !$0.isControl && $0 < 0x7f }) else { return nil }
    delimiter = [.cr, .lf, .dash, .dash] + bytes
  }

  /// Passes over data up to a delimiter or what may become one. `bytes` must go on behind `at`.
  mutating func next(_ bytes: Span<UInt8>, _ at: inout Int) -> Step {
    if matched > 0 { return resume(bytes, &at) }
    let start = at
    while let candidate = bytes.first(.cr, from: at) {
      let length = matchLength(bytes, candidate)
      at = candidate + 1
      if length < delimiter.count && candidate + length < bytes.count { continue }
      at = candidate
      return candidate > start ? .data(start..<candidate) : take(length, &at)
    }
    at = bytes.count
    return .data(start..<at)
  }

  /// Goes on with a delimiter that began in earlier input.
  private mutating func resume(_ bytes: Span<UInt8>, _ at: inout Int) -> Step {
    let length = matchLength(bytes, at)
    if matched + length == delimiter.count || at + length == bytes.count { return take(length, &at) }
    defer { matched = 0 }
    return .held(Array(delimiter[..<matched]))
  }

  private mutating func take(_ length: Int, _ at: inout Int) -> Step {
    at += length
    matched += length
    guard matched == delimiter.count else { return .more }
    matched = 0
    return .found
  }

  /// How many bytes from `start` on go on with the delimiter.
  private func matchLength(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    let most = min(delimiter.count - matched, bytes.count - start)
    var length = 0
    while length < most, bytes[start + length] == delimiter[matched + length] { length += 1 }
    return length
  }
}
