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

  /// What is longer ends with a whole word, if there is one, and says that there is more.
  private static func shortened(_ text: String, to limit: Int) -> String {
    let whole = line(text, characters: limit)
    guard line(text, characters: limit + 1).count > whole.count else { return whole }
    let head = whole.dropLast()
    let words = head.lastIndex(of: " ").map { head[..<$0] } ?? head
    return (words.count * 2 >= limit ? words : head) + "…"
  }

  /// The first line of a first message that says something, without the marks of Markdown.
  static func name(_ text: String, characters limit: Int) -> String {
    let head = String(text.unicodeScalars.prefix(limit * 64))
    let lines = head.split(whereSeparator: \.isNewline).lazy
    let plain = lines.map { first in
      shortened(MarkdownMarks.removed(from: line(String(first), characters: limit * 8)), to: limit)
    }
    // Signs alone are better than no name.
    return plain.first { !$0.isEmpty } ?? lines.map { line(String($0), characters: limit) }.first { !$0.isEmpty } ?? ""
  }
}
