internal import FoundationEssentials

/// JSON as bytes on one line: the hot events by hand, all else by `JSONEncoder`.
public enum JSONText {
  /// Sorted keys, so that the same value is always the same bytes.
  ///
  /// inLines: laid out for a person
  public static func encode(_ value: some Encodable, inLines: Bool = false) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if inLines { encoder.outputFormatting.insert(.prettyPrinted) }
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    // Nothing that is encoded here can throw: no value of the room has a partial `encode`.
    return [UInt8]((try? encoder.encode(value)) ?? Data("null".utf8))
  }

  static func decode<T: Decodable>(_ type: T.Type, from bytes: some Sequence<UInt8>) throws -> T {
    try JSONDecoder().decode(type, from: Data(bytes))
  }

  /// Appends `text` as a JSON string with its quotes. Every control character is escaped, so no line ends
  /// within.
  public static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.reserveCapacity(bytes.count + text.utf8.count + 2)
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 { append(byte, to: &bytes) }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func append(_ byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    case 0x0A: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
    case 0..<0x20:
      bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "u"), 48, 48, 48 + (byte >> 4)])
      bytes.append(hexDigit(byte & 15))
    default: bytes.append(byte)
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }
}
