/// What changed in a file, as `diff -u` and `git` write it.
struct UnifiedDiff: Sendable {
  private static let context = 3

  /// Empty if nothing changed.
  private(set) var text = ""
  private(set) var added = 0
  private(set) var removed = 0
  /// Whether what is too long was left out at the end of `text`.
  private(set) var isTruncated = false

  private let old: TextLines
  private let new: TextLines
  private let limitBytes: Int

  /// old: nil if the file is made anew. What is not UTF-8 becomes U+FFFD.
  init(from old: [UInt8]?, to new: [UInt8], path: String, limitBytes: Int = ToolLimits.diffBytes) {
    self.old = TextLines(old ?? [])
    self.new = TextLines(new)
    self.limitBytes = limitBytes
    let changes = Self.changes(self.old, self.new)
    guard !changes.isEmpty || old == nil else { return }
    let name = Self.quoted(path)
    text = old == nil ? "--- /dev/null\n" : "--- \(Self.side("a/", name))\n"
    text += "+++ \(Self.side("b/", name))\n"
    for change in changes {
      added += change.new.count
      removed += change.old.count
    }
    for hunk in Self.hunks(changes, self.old.count) where !isTruncated { write(hunk) }
  }

  private static func changes(_ old: TextLines, _ new: TextLines) -> [LineDiff.Change] {
    var numbers: [ArraySlice<UInt8>: Int] = [:]
    func number(_ lines: TextLines) -> [Int] {
      (0..<lines.count).map { line in
        let next = numbers.count
        let content = lines[line]
        if let known = numbers[content] { return known }
        numbers[content] = next
        return next
      }
    }
    let (a, b) = (number(old), number(new))
    return LineDiff.changes(a, b)
  }

  /// Changes so near to each other that their contexts touch are shown together.
  private static func hunks(_ changes: [LineDiff.Change], _ count: Int) -> [[LineDiff.Change]] {
    var hunks: [[LineDiff.Change]] = []
    for change in changes {
      if let last = hunks.last?.last, change.old.lowerBound - last.old.upperBound <= 2 * context {
        hunks[hunks.count - 1].append(change)
      } else {
        hunks.append([change])
      }
    }
    return hunks
  }

  private mutating func write(_ hunk: [LineDiff.Change]) {
    guard let first = hunk.first, let last = hunk.last else { return }
    let before = min(Self.context, first.old.lowerBound)
    let after = min(Self.context, old.count - last.old.upperBound)
    let oldRange = (first.old.lowerBound - before)..<(last.old.upperBound + after)
    let newRange = (first.new.lowerBound - before)..<(last.new.upperBound + after)
    put("@@ -\(Self.place(oldRange)) +\(Self.place(newRange)) @@\n")
    var at = oldRange.lowerBound
    for change in hunk {
      for line in at..<change.old.lowerBound { put(" ", old, line) }
      for line in change.old { put("-", old, line) }
      for line in change.new { put("+", new, line) }
      at = change.old.upperBound
    }
    for line in at..<oldRange.upperBound { put(" ", old, line) }
  }

  private mutating func put(_ sign: String, _ lines: TextLines, _ line: Int) {
    let content = lines[line]
    let hasBreak = content.last == UInt8(ascii: "\n")
    put(sign + String(decoding: content, as: UTF8.self) + (hasBreak ? "" : "\n\\ No newline at end of file\n"))
  }

  private mutating func put(_ piece: String) {
    guard !isTruncated else { return }
    guard text.utf8.count + piece.utf8.count > limitBytes else { return text += piece }
    isTruncated = true
    text += "… (\(added) lines added and \(removed) removed in all: the rest is too long to be shown)\n"
  }

  /// `first,count`, where an empty range names the line before it.
  private static func place(_ lines: Range<Int>) -> String {
    switch lines.count {
    case 0: "\(lines.lowerBound),0"
    case 1: "\(lines.lowerBound + 1)"
    default: "\(lines.lowerBound + 1),\(lines.count)"
    }
  }

  private static func side(_ prefix: String, _ name: (text: String, isQuoted: Bool)) -> String {
    name.isQuoted ? "\"\(prefix)\(name.text)\"" : prefix + name.text
  }

  /// As git does it, so that no name can look like a line of the diff.
  private static func quoted(_ path: String) -> (text: String, isQuoted: Bool) {
    let odd = path.utf8.contains { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
    guard odd else { return (path, false) }
    var text = ""
    for scalar in path.unicodeScalars {
      switch scalar {
      case "\"", "\\": text += "\\" + String(scalar)
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let octal = String(scalar.value, radix: 8)
        text += "\\" + String(repeating: "0", count: 3 - octal.count) + octal
      default: text.unicodeScalars.append(scalar)
      }
    }
    return (text, true)
  }
}
