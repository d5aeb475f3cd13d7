internal import FoundationEssentials

/// Ids are lower-case UUIDs. What a client sends is checked here before it comes near a path.
enum Identifier {
  static func random() -> String { UUID().uuidString.lowercased() }

  /// Whether `text` is a UUID in lower case: 8-4-4-4-12 hex digits and nothing else.
  static func isValid(_ text: some StringProtocol) -> Bool {
    var count = 0
    for byte in text.utf8 {
      let isDash = [8, 13, 18, 23].contains(count)
      guard isDash ? byte == UInt8(ascii: "-") : isHexDigit(byte) else { return false }
      count += 1
    }
    return count == 36
  }

  /// Always the same id for the same words, for what comes without one.
  static func derived(from words: String...) -> String {
    let bytes = Array(words.joined(separator: "\u{0}").utf8)
    let digits = hex(hash(bytes, seed: 0xcbf2_9ce4_8422_2325)) + hex(hash(bytes, seed: 0x9e37_79b9_7f4a_7c15))
    var text = ""
    for (index, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(index) { text.append("-") }
      text.append(digit)
    }
    return text
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...102).contains(byte)
  }

  /// FNV-1a, mixed once more at the end: it names things, it protects nothing.
  private static func hash(_ bytes: [UInt8], seed: UInt64) -> UInt64 {
    var hash = seed
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash = (hash ^ (hash >> 33)) &* 0xff51_afd7_ed55_8ccd
    return hash ^ (hash >> 33)
  }

  private static func hex(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
