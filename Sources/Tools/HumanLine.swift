internal import Chat

/// Words of a model on one line that a person can trust to be one line: no breaks, no signs that turn the text
/// around or hide in it.
public enum HumanLine {
  /// `verb` and an argument, whatever it is.
  static func line(_ verb: String, _ arguments: JSONValue, _ key: String) -> String {
    "\(verb) \(arguments[key]?.text.map { shown($0) } ?? "?")"
  }

  /// limit: characters; what is longer is cut in the middle
  static func shown(_ text: String, atMost limit: Int = 200) -> String {
    // Only the ends of a huge text are ever looked at.
    let scalars = text.unicodeScalars
    let head = scalars.prefix(limit)
    guard head.endIndex != scalars.endIndex else { return clean(head) }
    let (front, back) = (scalars.prefix(limit / 2), scalars.suffix(limit / 2 - 1))
    return clean(front) + "…" + clean(back)
  }

  private static func clean(_ scalars: String.UnicodeScalarView.SubSequence) -> String {
    var text = String.UnicodeScalarView()
    for scalar in scalars { text.append(isPlain(scalar) ? scalar : scalar == "\n" ? "⏎" : "\u{FFFD}") }
    return String(text)
  }

  /// A text of several lines in which nothing hides: what a person is asked about must be what they see.
  ///
  /// breaks: whether a carriage return in front of a line's end is no more than that
  /// cost:   O(text)
  public static func visible(_ text: String, breaks: Bool = false) -> String {
    let scalars = text.unicodeScalars
    var shown = String.UnicodeScalarView()
    for at in scalars.indices {
      let scalar = scalars[at]
      let next = scalars.index(after: at)
      let endsLine = breaks && scalar == "\r" && next < scalars.endIndex && scalars[next] == "\n"
      if endsLine || scalar == "\n" || scalar == "\t" || isPlain(scalar) {
        shown.append(scalar)
      } else {
        shown.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
      }
    }
    return String(shown)
  }

  /// Whether it is seen, and seen as itself: no control, no sign that turns text around, none without a width, no
  /// blank other than the usual one (the wide one of Chinese and Japanese is seen).
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F: true
    case ..<0xA1, 0xAD, 0x34F, 0x61C, 0x115F...0x1160, 0x1680, 0x17B4...0x17B5, 0x180B...0x180F, 0x2000...0x200F,
      0x2028...0x202F, 0x205F...0x206F, 0x2800, 0x3164, 0xFE00...0xFE0E, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB,
      0x1D173...0x1D17A, 0xE0000...0xE0FFF:
      false
    default: true
    }
  }
}
