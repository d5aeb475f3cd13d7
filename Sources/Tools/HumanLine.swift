internal import Chat

/// Words of a model on one line that a person can trust to be one line: no breaks, no signs that turn the text
/// around or hide in it.
enum HumanLine {
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

  static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F: true
    case ..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF: false
    default: true
    }
  }
}
