/// From what a program writes for a terminal to plain text: no colours, no titles, no bells; a carriage return
/// ends a line. Fed in any cut: what is half a character, or half a sequence (ECMA-48 §5), waits for the rest.
struct TerminalText {
  private enum State {
    case plain
    /// After ESC; after ESC and signs in between; in `ESC [ …`; in `ESC ] …` and the like, up to BEL or ESC \.
    case escape, intermediate, control, string, stringEscape
    /// After a carriage return, which already ended its line.
    case returned
  }

  /// A string that does not end is none.
  private static let longestString = 4096

  private var state = State.plain
  private var stringLength = 0
  private var rest: [UInt8] = []

  mutating func next(_ bytes: [UInt8]) -> String {
    var clean = rest
    clean.reserveCapacity(rest.count + bytes.count)
    for byte in bytes { take(byte, into: &clean) }
    let whole = Self.wholeCount(clean)
    rest = Array(clean[whole...])
    return Self.text(clean[..<whole])
  }

  /// What still waited, as far as it is text.
  mutating func finish() -> String {
    defer { rest = [] }
    return Self.text(rest[...])
  }

  private mutating func take(_ byte: UInt8, into clean: inout [UInt8]) {
    switch state {
    case .plain where byte >= 0x20 && byte != 0x7F: clean.append(byte)
    case .plain, .returned: takeText(byte, into: &clean)
    case .escape: takeEscape(byte)
    case .intermediate: if byte >= 0x30 || byte < 0x20 { state = .plain }
    case .control: if byte >= 0x40 || byte < 0x20 { state = .plain }
    case .string, .stringEscape: takeString(byte)
    }
  }

  private mutating func takeText(_ byte: UInt8, into clean: inout [UInt8]) {
    let wasReturned = state == .returned
    state = .plain
    switch byte {
    case UInt8(ascii: "\r"):
      state = .returned
      if !wasReturned { clean.append(UInt8(ascii: "\n")) }
    case UInt8(ascii: "\n"): if !wasReturned { clean.append(byte) }
    case UInt8(ascii: "\t"): clean.append(byte)
    case 0x1B: state = .escape
    case ..<0x20, 0x7F: break
    default: clean.append(byte)
    }
  }

  private mutating func takeEscape(_ byte: UInt8) {
    stringLength = 0
    switch byte {
    case UInt8(ascii: "["): state = .control
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"): state = .string
    case 0x20..<0x30: state = .intermediate
    case 0x1B: break
    default: state = .plain
    }
  }

  private mutating func takeString(_ byte: UInt8) {
    stringLength += 1
    if byte == 0x07 || state == .stringEscape || stringLength > Self.longestString {
      state = .plain
    } else if byte == 0x1B {
      state = .stringEscape
    }
  }

  /// How many bytes from the front end with a whole character, as far as one can know.
  private static func wholeCount(_ bytes: [UInt8]) -> Int {
    for back in 1...3 where back <= bytes.count {
      let byte = bytes[bytes.count - back]
      if byte & 0xC0 == 0x80 { continue }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return length > back ? bytes.count - back : bytes.count
    }
    return bytes.count
  }

  /// Invalid bytes become U+FFFD; the controls of Unicode's second page (C1) go.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.utf8.contains(0xC2), text.unicodeScalars.contains(where: isSecondControl) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.filter { !isSecondControl($0) }))
  }

  private static func isSecondControl(_ scalar: Unicode.Scalar) -> Bool { (0x80..<0xA0).contains(scalar.value) }
}
