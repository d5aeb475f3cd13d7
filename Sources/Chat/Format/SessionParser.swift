/// Reads a session's file, whoever wrote it, in one pass over its lines.
///
/// cost: O(bytes)
struct SessionParser {
  private struct Section {
    let start: Int
    let isMarked: Bool
    var role: Role?
    var textStart: Int
  }

  private let bytes: [UInt8]
  private let id: String
  private var position = 0
  private var front: FrontMatter
  private var history: [Message] = []
  private var trailer: Trailer?
  private var section: Section?
  /// Where the last whole section ended.
  private var goodEnd = 0
  private var isForeign = false

  /// id: from the file's name; it wins over the front matter
  static func parse(_ bytes: [UInt8], id: String) -> StoredSession {
    var parser = SessionParser(bytes, id: id)
    return parser.run()
  }

  /// The id that the front matter claims.
  static func ownID(_ bytes: [UInt8]) -> String? {
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self)
    let line = head.split(separator: "\n").prefix(20).first { $0.hasPrefix("id:") }
    return line.map { FrontMatter.text($0.dropFirst(3)) }
  }

  private init(_ bytes: [UInt8], id: String) {
    self.bytes = bytes
    self.id = id
    front = FrontMatter(lines: [], id: id)
  }

  private mutating func run() -> StoredSession {
    readFrontMatter()
    while position < bytes.count { readLine() }
    return finish()
  }

  private mutating func readFrontMatter() {
    isForeign = true
    defer { goodEnd = position }
    guard line(at: 0).text == "---" else { return }
    var lines: [Substring] = []
    var next = line(at: 0).next
    while next < bytes.count {
      let line = line(at: next)
      next = line.next
      if line.text == "---" {
        front = FrontMatter(lines: lines, id: id)
        position = next
        isForeign = !lines.contains { $0.hasPrefix("cursor:") }
        return
      }
      lines.append(Substring(line.text))
    }
  }

  private mutating func readLine() {
    let start = position
    // Most lines are text: only those that may be structure are made a String.
    guard bytes[start] == UInt8(ascii: "<") || bytes[start] == UInt8(ascii: "#") else {
      position = min(endOfLine(from: start) + 1, bytes.count)
      return
    }
    let (text, next) = line(at: start)
    position = next
    if text == SessionFile.marker {
      closeAsText(before: start)
      section = Section(start: start, isMarked: true, role: nil, textStart: next)
    } else if text.begins(with: SessionFile.commentStart) {
      readComment(text)
    } else if text.begins(with: OldSessionFile.commentStart),
      let old = OldSessionFile.history(inComment: text)
    {
      history = old
      isForeign = true
      position = bytes.count
    } else if let role = SessionFile.heading(text) {
      readHeading(role, start: start)
    }
  }

  private mutating func readHeading(_ role: Role, start: Int) {
    if section?.isMarked == true, section?.role == nil {
      section?.role = role
      section?.textStart = position
    } else {
      closeAsText(before: start)
      section = Section(start: start, isMarked: false, role: role, textStart: position)
    }
  }

  /// The comment that holds a whole message; it ends with the trailer on a line of its own.
  private mutating func readComment(_ text: String) {
    let start = position
    var json = text.utf8.dropFirst(SessionFile.commentStart.utf8.count - 1)
    if text.ends(with: Trailer.end) {
      json = json.dropLast(Trailer.end.utf8.count)
      trailer = nil
    } else {
      let (next, end) = line(at: start)
      // Torn: what the last whole one said still holds.
      guard next.ends(with: Trailer.end) else { return }
      trailer = Trailer(line: next)
      position = end
    }
    if let message = try? JSONText.decode(Message.self, from: json) {
      history.append(message)
      section = nil
    } else {
      closeAsText(before: start - text.utf8.count - 1)
    }
    isForeign = isForeign || trailer == nil
    goodEnd = min(position, bytes.count)
  }

  /// Takes the open section's text as it stands: a person typed it, or took its comment away.
  private mutating func closeAsText(before end: Int) {
    defer { section = nil }
    guard let section, let role = section.role, section.textStart < end else { return }
    let text = Self.plain(String(decoding: bytes[section.textStart..<end], as: UTF8.self))
    if text.isEmpty { return }
    let id = Identifier.derived(from: id, String(history.count), role.rawValue, text)
    var message = Message(id: id, role: role, at: front.updated, content: text)
    if role == .assistant { message.parts = [.text(text)] }
    history.append(message)
    trailer = nil
    isForeign = true
    goodEnd = end
  }

  private mutating func finish() -> StoredSession {
    if let section, section.isMarked { return stored(.torn(size: goodEnd)) }
    if section == nil, hasTornMarker { return stored(.torn(size: goodEnd)) }
    closeAsText(before: bytes.count)
    if let trailer, trailer.size == goodEnd, !isForeign {
      return stored(goodEnd == bytes.count ? .whole : .torn(size: goodEnd))
    }
    return stored(history.isEmpty && !isForeign ? .whole : .edited)
  }

  private func stored(_ ending: StoredSession.Ending) -> StoredSession {
    StoredSession(
      front: front, history: history, trailer: trailer, ending: ending,
      needsRewrite: isForeign || ending == .edited)
  }

  /// Whether what follows the last whole section is only the first bytes of a new one.
  private var hasTornMarker: Bool {
    guard goodEnd < bytes.count else { return false }
    return Array("\n\(SessionFile.marker)\n".utf8).starts(with: bytes[goodEnd...])
  }

  private static func plain(_ text: String) -> String {
    var lines = SessionFile.lines(of: text)[...]
    while let first = lines.first, first.allSatisfy(\.isWhitespace) { lines.removeFirst() }
    while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
    return lines.map { SessionFile.withoutBackslash($0) }.joined(separator: "\n")
  }

  private func line(at start: Int) -> (text: String, next: Int) {
    let end = endOfLine(from: start)
    let isCRLF = end > start && end < bytes.count && bytes[end - 1] == UInt8(ascii: "\r")
    return (
      String(decoding: bytes[start..<(isCRLF ? end - 1 : end)], as: UTF8.self), min(end + 1, bytes.count)
    )
  }

  private func endOfLine(from start: Int) -> Int {
    guard start < bytes.count else { return bytes.count }
    return bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
  }
}
