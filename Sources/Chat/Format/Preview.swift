/// A text in one short line.
enum Preview {
  /// White space is folded, control characters go.
  static func line(_ text: String, characters limit: Int) -> String {
    var line = ""
    var count = 0
    var hasGap = false
    // One character may be as long as the text: what is looked at is counted in scalars.
    for character in String(text.unicodeScalars.prefix(limit * 8)) {
      if character.isWhitespace {
        hasGap = !line.isEmpty
      } else if character.unicodeScalars.allSatisfy({ $0.value >= 32 && $0.value != 127 }) {
        if hasGap { line.append(" ") }
        hasGap = false
        line.append(character)
        count += 1
        if count >= limit { break }
      }
    }
    return line
  }

  /// The first line of a first message.
  static func name(_ text: String, characters limit: Int) -> String {
    let head = String(text.unicodeScalars.prefix(limit * 64))
    let lines = head.split(whereSeparator: \.isNewline).lazy.map { line(String($0), characters: limit) }
    return lines.first { !$0.isEmpty } ?? ""
  }
}
