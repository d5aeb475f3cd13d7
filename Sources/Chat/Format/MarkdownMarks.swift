/// Takes the commonest marks of Markdown off a line, for places that show plain text: headings, quotes, bullets,
/// emphasis, code, links. What only looks like a mark stays (`2 * 3`, `*.swift`, `snake_case`).
///
/// Costs the square of the line's length at worst: for short lines.
struct MarkdownMarks {
  private let characters: [Character]
  private var place = 0
  private var plain = ""

  /// The line without its marks; empty where it has nothing else (a rule, a fence of code).
  static func removed(from line: String) -> String {
    var marks = MarkdownMarks(Array(line))
    return marks.read()
  }

  private init(_ characters: [Character]) {
    self.characters = characters
  }

  private mutating func read() -> String {
    skipBeginning()
    if isRule { return "" }
    while place < characters.count { step() }
    return plain
  }

  /// `# `, `> ` and `- `, also one within the other.
  private mutating func skipBeginning() {
    while place < characters.count {
      let run = runLength(at: place)
      let isFollowed = place + run == characters.count || characters[place + run].isWhitespace
      switch characters[place] {
      case ">": place += run
      case "#" where run <= 6 && isFollowed: place += run
      case "-" where run == 1 && isFollowed, "*" where run == 1 && isFollowed, "+" where run == 1 && isFollowed:
        place += run
      case let other where other.isWhitespace: place += 1
      default: return
      }
    }
  }

  /// A line of signs alone, or the fence of a block of code with its language.
  private var isRule: Bool {
    guard place < characters.count else { return true }
    let run = runLength(at: place)
    guard run >= 3 else { return false }
    let rest = characters[(place + run)...]
    switch characters[place] {
    case "`", "~": return !rest.contains(characters[place])
    case "-", "=", "*", "_": return rest.isEmpty
    default: return false
    }
  }

  private mutating func step() {
    switch characters[place] {
    case "`": takePair { _, _ in true }
    case "*", "~": takePair(isBorder)
    case "!" where place + 1 < characters.count && characters[place + 1] == "[": takeLink(from: place + 1)
    case "[": takeLink(from: place)
    default: take(1)
    }
  }

  /// Leaves out a run of signs and the one that closes it; without such a one it stays.
  private mutating func takePair(_ mayClose: (_ from: Int, _ run: Int) -> Bool) {
    let run = runLength(at: place)
    let isOpen = place + run < characters.count && (characters[place] == "`" || isBegin(place, run))
    guard isOpen, let end = closing(of: run, mayClose) else { return take(run) }
    let inner = Array(characters[(place + run)..<end])
    var marks = MarkdownMarks(inner)
    if characters[place] == "`" {
      plain += String(inner)
    } else {
      while marks.place < inner.count { marks.step() }
      plain += marks.plain
    }
    place = end + run
  }

  private func closing(of run: Int, _ mayClose: (Int, Int) -> Bool) -> Int? {
    var at = place + run
    while at < characters.count {
      let length = characters[at] == characters[place] ? runLength(at: at) : 1
      if characters[at] == characters[place], length == run, mayClose(at, run) { return at }
      at += length
    }
    return nil
  }

  /// `[text](address)` becomes its text.
  private mutating func takeLink(from bracket: Int) {
    guard let end = characters[bracket...].firstIndex(of: "]"), end + 1 < characters.count, characters[end + 1] == "(",
      let close = characters[end...].firstIndex(of: ")")
    else { return take(1) }
    var marks = MarkdownMarks(Array(characters[(bracket + 1)..<end]))
    while marks.place < marks.characters.count { marks.step() }
    plain += marks.plain
    place = close + 1
  }

  private func isBegin(_ from: Int, _ run: Int) -> Bool {
    !characters[from + run].isWhitespace && (from == 0 || !isWord(characters[from - 1]))
  }

  private func isBorder(_ from: Int, _ run: Int) -> Bool {
    let isLast = from + run == characters.count
    return !characters[from - 1].isWhitespace && (isLast || !isWord(characters[from + run]))
  }

  private func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber
  }

  private func runLength(at start: Int) -> Int {
    characters[start...].prefix { $0 == characters[start] }.count
  }

  private mutating func take(_ count: Int) {
    plain += String(characters[place..<(place + count)])
    place += count
  }
}
