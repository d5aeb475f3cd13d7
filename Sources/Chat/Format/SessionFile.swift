/// How a session stands on the disk: Markdown that a person can read, each message also whole in a comment.
///
///     ---
///     id: 3f25…
///     name: Greetings
///     cursor: k3x9a0b1-0
///     ---
///
///     <!-- message -->
///     ### human
///
///     Hello there
///
///     <!-- {"at":1700000000000,"content":"Hello there","id":"…","role":"user"}
///     at=1700000000000 boot=8f1c2d3e cursor=k3x9a0b1-12 size=000000000345 role=user preview=Hello there -->
///
/// A section that begins with our marker and has no end was torn. One without a marker was typed by a person.
enum SessionFile {
  static let marker = "<!-- message -->"
  static let commentStart = "<!-- {"

  /// What all sections of one write have in common.
  struct Stamp: Sendable {
    var at: Int
    var boot: String
    var cursor: Cursor
    var previewCharacters: Int
  }

  /// Whether a file's last bytes are what a write of ours leaves that a crash cut off: the beginning of one
  /// section. All else may be a person's, or a section that was whole once.
  static func isTornSection(_ tail: ArraySlice<UInt8>) -> Bool {
    let start = Array("\n\(marker)\n".utf8)
    return start.starts(with: tail) || tail.starts(with: start) && tail.last != UInt8(ascii: "\n")
  }

  /// The whole file.
  static func encode(_ front: FrontMatter, _ history: [Message], _ stamp: Stamp) -> [UInt8] {
    var bytes = front.encoded()
    for message in history { bytes += section(message, stamp, at: bytes.count) }
    return bytes
  }

  /// One message, to be appended where the file has `offset` bytes.
  static func section(_ message: Message, _ stamp: Stamp, at offset: Int) -> [UInt8] {
    var bytes = Array("\n\(marker)\n### \(word(message.role))\n\n\(readable(message))\n\n<!-- ".utf8)
    bytes += commentSafe(JSONText.encode(message))
    bytes.append(UInt8(ascii: "\n"))
    var trailer = Trailer(
      at: stamp.at, boot: stamp.boot, cursor: stamp.cursor, size: 0, role: message.role,
      preview: preview(of: message, characters: stamp.previewCharacters))
    trailer.size = offset + bytes.count + trailer.line.utf8.count + 1
    bytes += Array(trailer.line.utf8)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  /// It stands in a comment of the file, which must not end in it.
  static func preview(of message: Message, characters: Int) -> String {
    let text =
      message.content.isEmpty ? message.attachments.map(\.name).joined(separator: ", ") : message.content
    return Preview.line(text, characters: characters).replacing("-->", with: "→").replacing("--!>", with: "→")
  }

  private static func word(_ role: Role) -> String { role == .user ? "human" : "assistant" }

  /// The text for a person: lines that look like our own structure get a backslash, which Markdown hides.
  private static func readable(_ message: Message) -> String {
    var text = message.content
    if !message.attachments.isEmpty {
      let names = message.attachments.map(\.name).joined(separator: ", ")
      text += (text.isEmpty ? "" : "\n\n") + "Attached: " + names
    }
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "#") }) else {
      return text
    }
    return lines(of: text).map { looksLikeStructure($0) ? "\\" + $0 : $0 }.joined(separator: "\n")
  }

  /// Cut at LF only; as characters, CR LF would be one and hide it.
  static func lines(of text: String) -> [Substring] {
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { Substring($0) }
  }

  private static func looksLikeStructure(_ line: Substring) -> Bool {
    let bare = Substring(line.utf8.drop { $0 == UInt8(ascii: "\\") })
    return bare.begins(with: "<!--") || heading(bare) != nil
  }

  /// Undoes what `readable` does to a line.
  static func withoutBackslash(_ line: Substring) -> Substring {
    line.utf8.first == UInt8(ascii: "\\") && looksLikeStructure(line)
      ? Substring(line.utf8.dropFirst()) : line
  }

  /// The speaker if the line is a section's heading.
  static func heading(_ line: some StringProtocol) -> Role? {
    guard line.begins(with: "### "), line.utf8.count < 32 else { return nil }
    var word = Array(line.utf8.dropFirst(4))
    while let last = word.last, " \t\r".utf8.contains(last) { word.removeLast() }
    return Role(word: String(decoding: word, as: UTF8.self))
  }

  /// No `-->` and no `--!>` may end the comment early. In JSON a `>` stands only within strings.
  static func commentSafe(_ json: [UInt8]) -> [UInt8] {
    var safe: [UInt8] = []
    safe.reserveCapacity(json.count)
    for byte in json {
      if byte == UInt8(ascii: ">"), let last = safe.last,
        last == UInt8(ascii: "-") || last == UInt8(ascii: "!")
      {
        safe += #"\u003e"#.utf8
      } else {
        safe.append(byte)
      }
    }
    return safe
  }
}
