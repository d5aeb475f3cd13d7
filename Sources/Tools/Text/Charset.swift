internal import HTTP

/// How bytes became text, among the ways that are still met.
enum Charset: Sendable, Hashable {
  case utf8, utf16Little, utf16Big
  /// Windows-1252, which is also what the web means by ISO-8859-1 and ASCII.
  case western

  /// By a label as HTTP and HTML have it; nil for those that are not known here.
  init?(label: String) {
    switch label.lowercased() {
    case "utf-8", "utf8", "unicode-1-1-utf-8": self = .utf8
    case "utf-16", "utf-16le", "ucs-2", "unicode": self = .utf16Little
    case "utf-16be": self = .utf16Big
    case "iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "windows-1252", "cp1252", "us-ascii", "ascii",
      "iso-8859-15", "latin-9":
      self = .western
    default: return nil
    }
  }

  /// By the mark at the front, and how long that mark is.
  static func marked(_ bytes: [UInt8]) -> (charset: Charset, markBytes: Int)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16Little, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16Big, 2) }
    return nil
  }

  /// The text; what is damaged becomes U+FFFD.
  func decode(_ bytes: [UInt8], from start: Int = 0) -> String {
    switch self {
    case .utf8: return String(repairing: bytes.span.extracting(start...))
    case .western: return String(String.UnicodeScalarView(bytes[start...].map(Self.westernScalar)))
    case .utf16Little, .utf16Big:
      let units = stride(from: start, to: bytes.count - 1, by: 2).map { at in
        let (first, second) = (UInt16(bytes[at]), UInt16(bytes[at + 1]))
        return self == .utf16Big ? first << 8 | second : second << 8 | first
      }
      return String(decoding: units, as: UTF16.self)
    }
  }

  private static func westernScalar(_ byte: UInt8) -> Unicode.Scalar {
    (0x80..<0xA0).contains(byte) ? windows[Int(byte) - 0x80] : Unicode.Scalar(byte)
  }

  // Where Windows-1252 has signs and ISO-8859-1 has controls that nobody means.
  private static let windows = Array(
    "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)
}

extension Charset {
  /// Whether bytes that are not UTF-8 may be a text of some older kind: no zeros, hardly a control character.
  static func isLikelyText(_ bytes: [UInt8]) -> Bool {
    var controls = 0
    for byte in bytes where byte < 0x20 && !(0x08...0x0D).contains(byte) && byte != 0x1B {
      if byte == 0 { return false }
      controls += 1
    }
    return controls * 100 <= bytes.count
  }
}
