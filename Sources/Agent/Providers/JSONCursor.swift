/// Reads JSON (RFC 8259) from front to back without building it: for the few fields that matter in each of
/// thousands of small documents.
///
/// Every reading function moves past what it read. Nil or false means "not that" or "broken": the caller then
/// gives the whole document to `JSONDecoder`, so a cursor may refuse what is legal but rare, and must never
/// accept what is not JSON.
///
/// cost: O(bytes); allocates only the strings it gives out
struct JSONCursor {
  /// Deeper than this is refused (bytes are not trusted, the stack is finite).
  static let nestingLimit = 64

  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Whether nothing but blanks is left.
  mutating func isAtEnd() -> Bool { next() == nil }

  /// The next byte that is no blank, not consumed; nil at the end.
  mutating func next() -> UInt8? {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x0A, 0x0D, 0x09: index += 1
      default: return bytes[index]
      }
    }
    return nil
  }

  /// Consumes the byte if it comes next.
  mutating func take(_ byte: UInt8) -> Bool {
    guard next() == byte else { return false }
    index += 1
    return true
  }

  /// Consumes `null` if it comes next.
  mutating func takeNull() -> Bool { next() == UInt8(ascii: "n") && takeWord("null") }

  /// Calls `member` at each value of an object with its key; `member` must consume the value.
  ///
  /// returns: false if it is no object, is broken, or `member` gave false
  mutating func readObject(_ member: (inout JSONCursor, String) -> Bool) -> Bool {
    guard take(UInt8(ascii: "{")) else { return false }
    if take(UInt8(ascii: "}")) { return true }
    repeat {
      guard let key = readString(), take(UInt8(ascii: ":")), member(&self, key) else { return false }
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "}"))
  }

  /// As `readObject`, for the elements of an array.
  mutating func readArray(_ element: (inout JSONCursor) -> Bool) -> Bool {
    guard take(UInt8(ascii: "[")) else { return false }
    if take(UInt8(ascii: "]")) { return true }
    repeat {
      guard element(&self) else { return false }
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "]"))
  }

  /// Reads a string. Half of a surrogate pair becomes U+FFFD, as bytes that are no UTF-8 do.
  mutating func readString() -> String? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    let start = index
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        defer { index += 1 }
        return String(decoding: bytes[start..<index], as: UTF8.self)
      case UInt8(ascii: "\\"): return readEscaped(from: start)
      case 0..<0x20: return nil
      default: index += 1
      }
    }
    return nil
  }

  /// Reads a whole number; refuses fractions and exponents.
  mutating func readInteger() -> Int? {
    guard next() != nil else { return nil }
    let start = index
    guard skipNumber() else { return nil }
    return Int(String(decoding: bytes[start..<index], as: UTF8.self))
  }

  /// Steps over any value.
  mutating func skip(depth: Int = 0) -> Bool {
    guard depth < Self.nestingLimit, let byte = next() else { return false }
    switch byte {
    case UInt8(ascii: "{"): return readObject { cursor, _ in cursor.skip(depth: depth + 1) }
    case UInt8(ascii: "["): return readArray { $0.skip(depth: depth + 1) }
    case UInt8(ascii: "\""): return readString() != nil
    case UInt8(ascii: "t"): return takeWord("true")
    case UInt8(ascii: "f"): return takeWord("false")
    case UInt8(ascii: "n"): return takeWord("null")
    default: return skipNumber()
    }
  }

  private mutating func takeWord(_ word: String) -> Bool {
    for byte in word.utf8 {
      guard index < bytes.count, bytes[index] == byte else { return false }
      index += 1
    }
    return true
  }

  /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`
  private mutating func skipNumber() -> Bool {
    _ = takeRaw(UInt8(ascii: "-"))
    if !takeRaw(UInt8(ascii: "0")) {
      guard skipDigits() else { return false }
    }
    if takeRaw(UInt8(ascii: ".")) {
      guard skipDigits() else { return false }
    }
    if takeRaw(UInt8(ascii: "e")) || takeRaw(UInt8(ascii: "E")) {
      _ = takeRaw(UInt8(ascii: "+")) || takeRaw(UInt8(ascii: "-"))
      return skipDigits()
    }
    return true
  }

  private mutating func skipDigits() -> Bool {
    let start = index
    while index < bytes.count, (48...57).contains(bytes[index]) { index += 1 }
    return index > start
  }

  private mutating func takeRaw(_ byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  /// The rest of a string from its first backslash on.
  private mutating func readEscaped(from start: Int) -> String? {
    var text = Array(bytes[start..<index])
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): guard readEscape(into: &text) else { return nil }
      case 0..<0x20: return nil
      default: text.append(byte)
      }
    }
    return nil
  }

  private mutating func readEscape(into text: inout [UInt8]) -> Bool {
    guard index < bytes.count else { return false }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "u"):
      guard let scalar = readScalar() else { return false }
      text.append(contentsOf: String(Character(scalar)).utf8)
    default: return false
    }
    return true
  }

  /// What follows `\u`: four hex digits, or two times four for a surrogate pair (RFC 8259 §7).
  private mutating func readScalar() -> Unicode.Scalar? {
    guard let unit = readHex() else { return nil }
    if let scalar = Unicode.Scalar(unit) { return scalar }
    let afterFirst = index
    if unit < 0xDC00, takeRaw(UInt8(ascii: "\\")), takeRaw(UInt8(ascii: "u")), let low = readHex(),
      (0xDC00..<0xE000).contains(low)
    {
      return Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
    }
    index = afterFirst
    return "\u{FFFD}"
  }

  private mutating func readHex() -> UInt32? {
    guard index + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[index..<index + 4] {
      guard let digit = Self.hexValue(byte) else { return nil }
      value = value << 4 | digit
    }
    index += 4
    return value
  }

  private static func hexValue(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 48...57: UInt32(byte) - 48
    case 65...70: UInt32(byte) - 55
    case 97...102: UInt32(byte) - 87
    default: nil
    }
  }
}
