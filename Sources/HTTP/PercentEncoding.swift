/// Percent-encoding (RFC 3986 §2.1).
public enum PercentEncoding {
  /// Decodes `%XX`; nil if an escape is broken. With `plusIsSpace`, as in forms and queries, `+` is a space.
  public static func decode(_ bytes: Span<UInt8>, plusIsSpace: Bool = false) -> [UInt8]? {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == .percent {
        guard let byte = escape(bytes, at: index) else { return nil }
        output.append(byte)
        index += 3
      } else {
        output.append(plusIsSpace && bytes[index] == 0x2b ? .space : bytes[index])
        index += 1
      }
    }
    return output
  }

  /// Decodes what can be decoded and keeps the rest as it stands, as browsers do with queries.
  public static func decodeLeniently(_ bytes: Span<UInt8>, plusIsSpace: Bool = false) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let escaped = bytes[index] == .percent ? escape(bytes, at: index) : nil
      output.append(escaped ?? (plusIsSpace && bytes[index] == 0x2b ? .space : bytes[index]))
      index += escaped == nil ? 1 : 3
    }
    return output
  }

  /// Encodes everything but letters, digits and `-._~`: right for a path segment, a query value, and RFC 8187.
  public static func encode(_ text: String) -> String {
    var output: [UInt8] = []
    for byte in text.utf8 {
      if byte.isUnreserved { output.append(byte) } else { append(byte, to: &output) }
    }
    return String(repairing: output.span)
  }

  private static func append(_ byte: UInt8, to output: inout [UInt8]) {
    output.append(contentsOf: [.percent, digit(byte >> 4), digit(byte & 15)])
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }

  private static func escape(_ bytes: Span<UInt8>, at index: Int) -> UInt8? {
    guard index + 2 < bytes.count, let high = bytes[index + 1].hexValue, let low = bytes[index + 2].hexValue
    else { return nil }
    return high << 4 | low
  }
}

extension UInt8 {
  fileprivate var isUnreserved: Bool {
    isLetter || isDigit || self == .dash || self == 0x2e || self == 0x5f || self == 0x7e
  }
}
