/// Knows whether a JSON object that comes in pieces is complete. It is no check: what is balanced counts.
///
/// cost: constant per byte
struct ArgumentsEnd {
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  /// The object's closing brace has come.
  private(set) var isReached = false

  mutating func take(_ piece: String) {
    for byte in piece.utf8 { take(byte) }
  }

  private mutating func take(_ byte: UInt8) {
    if isInString { return takeInString(byte) }
    switch byte {
    case UInt8(ascii: "\""): isInString = true
    case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      depth -= 1
      if depth <= 0 { isReached = true }
    default: break
    }
  }

  private mutating func takeInString(_ byte: UInt8) {
    if isEscaped {
      isEscaped = false
    } else if byte == UInt8(ascii: "\\") {
      isEscaped = true
    } else if byte == UInt8(ascii: "\"") {
      isInString = false
    }
  }
}
