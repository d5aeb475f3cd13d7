/// A host with an optional port, as in the Host field and in origins (RFC 9110 §7.2).
public struct Host: Sendable, Hashable, CustomStringConvertible {
  /// In lower case, without a closing dot; an IPv6 address keeps its brackets.
  public let name: String
  public let port: Int?

  /// Nil unless it is a name, an IPv4 address or a bracketed IPv6 address, with a port up to 65535 or none.
  public init?(_ text: String) {
    let bytes = text.utf8.span
    guard Self.isValid(bytes) else { return nil }
    let colon = Self.nameEnd(bytes)
    let dot = bytes[colon - 1] == 0x2e && colon > 1 ? colon - 1 : colon
    name = String(repairing: bytes.extracting(0..<dot)).lowercased()
    port = colon + 1 < bytes.count ? bytes.extracting(colon + 1..<bytes.count).decimal() : nil
  }

  public var description: String { port.map { "\(name):\($0)" } ?? name }

  /// Is it this very machine, whatever DNS says: `localhost`, `*.localhost`, 127/8, `[::1]`?
  public var isLoopback: Bool {
    name == "localhost" || name.hasSuffix(".localhost") || name == "[::1]"
      || (name.hasPrefix("127.") && isAddress)
  }

  /// Is it an address rather than a name? An address cannot be rebound by a foreign name server.
  public var isAddress: Bool { name.hasPrefix("[") || Self.isFourNumbers(name.utf8.span) }

  // Asked of every request: no string is made of any part.
  private static func isFourNumbers(_ text: Span<UInt8>) -> Bool {
    var count = 1
    var number: Int?
    for index in 0..<text.count {
      if text[index] == 0x2e {
        guard number != nil else { return false }
        (count, number) = (count + 1, nil)
      } else {
        guard text[index].isDigit else { return false }
        number = (number ?? 0) * 10 + Int(text[index] - 0x30)
        guard number ?? 0 < 256 else { return false }
      }
    }
    return count == 4 && number != nil
  }

  static func isValid(_ bytes: Span<UInt8>) -> Bool {
    let end = nameEnd(bytes)
    guard end > 0, end <= 255 else { return false }
    guard end < bytes.count else { return true }
    guard bytes[end] == .colon else { return false }
    let port = bytes.extracting(end + 1..<bytes.count)
    return port.count == 0 || (port.decimal().map { $0 <= 65535 } ?? false)
  }

  /// The end of the longest valid name or address at the front; 0 if there is none.
  private static func nameEnd(_ bytes: Span<UInt8>) -> Int {
    if bytes.count > 0, bytes[0] == 0x5b { return bracketEnd(bytes) }
    var index = 0
    while index < bytes.count, bytes[index].isHostCharacter { index += 1 }
    return index == 1 && bytes[0] == 0x2e ? 0 : index
  }

  private static func bracketEnd(_ bytes: Span<UInt8>) -> Int {
    var index = 1
    while index < bytes.count, bytes[index].hexValue != nil || bytes[index] == .colon || bytes[index] == 0x2e
    {
      index += 1
    }
    return index > 2 && index < bytes.count && bytes[index] == 0x5d ? index + 1 : 0
  }
}

extension UInt8 {
  /// Letters, digits, `-`, `.`, and `_`, which container networks use.
  fileprivate var isHostCharacter: Bool {
    isLetter || isDigit || self == .dash || self == 0x2e || self == 0x5f
  }
}
