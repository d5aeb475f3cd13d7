/// Looks whether bytes that come in pieces are UTF-8 (RFC 3629 §4), and says so at the first that cannot be.
public struct UTF8Check: Sendable {
  /// Bytes of the character under way that are still to come, and what the next of them may be.
  private var missing = 0
  private var low: UInt8 = 0x80
  private var high: UInt8 = 0xbf

  public init() {}

  /// Whether no character is cut off.
  public var isAtBoundary: Bool { missing == 0 }

  /// False if `bytes` cannot go on from what came before. cost: O(bytes)
  public mutating func take(_ bytes: Span<UInt8>) -> Bool {
    for index in bytes.indices {
      let byte = bytes[index]
      if missing == 0 {
        if byte >= 0x80, !begin(byte) { return false }
      } else {
        guard byte >= low, byte <= high else { return false }
        (missing, low, high) = (missing - 1, 0x80, 0xbf)
      }
    }
    return true
  }

  private mutating func begin(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xc2...0xdf: missing = 1
    case 0xe0: (missing, low) = (2, 0xa0)
    case 0xed: (missing, high) = (2, 0x9f)
    case 0xe1...0xef: missing = 2
    case 0xf0: (missing, low) = (3, 0x90)
    case 0xf4: (missing, high) = (3, 0x8f)
    case 0xf1...0xf3: missing = 3
    default: return false
    }
    return true
  }
}
