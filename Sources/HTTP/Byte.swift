/// The bytes that HTTP is written in, and the classes they fall into.
extension UInt8 {
  static var tab: UInt8 { 0x09 }
  static var lf: UInt8 { 0x0a }
  static var cr: UInt8 { 0x0d }
  static var space: UInt8 { 0x20 }
  static var quote: UInt8 { 0x22 }
  static var percent: UInt8 { 0x25 }
  static var comma: UInt8 { 0x2c }
  static var dash: UInt8 { 0x2d }
  static var slash: UInt8 { 0x2f }
  static var colon: UInt8 { 0x3a }
  static var semicolon: UInt8 { 0x3b }
  static var equals: UInt8 { 0x3d }
  static var backslash: UInt8 { 0x5c }

  var isBlank: Bool { self == .space || self == .tab }
  var isDigit: Bool { self &- 0x30 < 10 }
  var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  /// Bytes that never stand inside a line: C0 controls (tab too) and DEL.
  var isControl: Bool { self < 0x20 || self == 0x7f }

  /// `tchar` of RFC 9110 §5.6.2, as a table of 128 bits: one shift instead of ten comparisons.
  var isToken: Bool {
    let low: UInt64 = 0x03ff_6cfa_0000_0000
    let high: UInt64 = 0x57ff_ffff_c7ff_fffe
    return self < 0x80 && (self < 0x40 ? low &>> UInt64(self) : high &>> UInt64(self & 0x3f)) & 1 == 1
  }

  /// ASCII letters in lower case, every other byte as it is.
  var lowered: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }

  /// The value of a hexadecimal digit, or nil.
  var hexValue: UInt8? {
    if isDigit { return self &- 0x30 }
    let letter = (self | 0x20) &- 0x61
    return letter < 6 ? letter &+ 10 : nil
  }
}
