/// Takes HTML apart as browsers do, and never fails. Each byte is looked at a fixed number of times.
struct HTMLReader {
  enum Token: Hashable {
    /// References are replaced.
    case text(String)
    case open(HTMLTag)
    case close(String)
  }

  private static let attributesAtMost = 32
  private static let nameBytes = 32
  /// Whose content is no HTML: up to their end tag all is text.
  private static let raw: Set<String> = [
    "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes",
  ]

  private let bytes: [UInt8]
  private var at = 0
  private var rawName: String?

  init(_ html: String) { bytes = Array(html.utf8) }

  /// nil at the end.
  mutating func next() -> Token? {
    if let name = rawName {
      rawName = nil
      let end = endOfRaw(name)
      defer { at = end }
      if end > at { return .text(name == "title" || name == "textarea" ? decoded(at..<end) : string(at..<end)) }
    }
    while at < bytes.count {
      guard bytes[at] == UInt8(ascii: "<") else { return text() }
      if let token = markup() { return token }
    }
    return nil
  }

  private mutating func text() -> Token {
    let start = at
    repeat { at = bytes[(at + 1)...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count } while isPlain(at)
    return .text(decoded(start..<at))
  }

  /// Whether the `<` there begins nothing.
  private func isPlain(_ place: Int) -> Bool {
    guard place < bytes.count else { return false }
    guard place + 1 < bytes.count else { return true }
    let next = bytes[place + 1]
    return !isLetter(next) && next != UInt8(ascii: "/") && next != UInt8(ascii: "!") && next != UInt8(ascii: "?")
  }

  /// What begins with `<`; nil for a comment.
  private mutating func markup() -> Token? {
    if isPlain(at) { return text() }
    let next = bytes[at + 1]
    if isLetter(next) {
      at += 1
      return openTag()
    }
    if next == UInt8(ascii: "/"), at + 2 < bytes.count, isLetter(bytes[at + 2]) {
      at += 2
      let tag = tag()
      return tag.map { .close($0.name) }
    }
    skipComment()
    return nil
  }

  private mutating func openTag() -> Token? {
    guard let tag = tag() else { return nil }
    if Self.raw.contains(tag.name) { rawName = tag.name }
    return .open(tag)
  }

  private mutating func skipComment() {
    guard bytes[at...].starts(with: Array("<!--".utf8)) else {
      at = bytes[at...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? bytes.count
      return
    }
    // `<!-->` is a whole comment, too.
    at += 2
    while at < bytes.count {
      at = bytes[at...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? bytes.count
      if at >= 3, bytes[at - 2] == UInt8(ascii: "-"), bytes[at - 3] == UInt8(ascii: "-") { return }
    }
  }

  /// A tag from its name on; nil if the page ends within it.
  private mutating func tag() -> HTMLTag? {
    var tag = HTMLTag()
    tag.name = word { $0 == UInt8(ascii: "/") }
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: ">"):
        at += 1
        return tag
      case UInt8(ascii: "/"):
        at += 1
        tag.isClosed = at < bytes.count && bytes[at] == UInt8(ascii: ">")
      case let byte where isSpace(byte): at += 1
      default: attribute(of: &tag)
      }
    }
    return nil
  }

  private mutating func attribute(of tag: inout HTMLTag) {
    let start = at
    let name = word { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "/") }
    if at == start { at += 1 }  // a `=` where a name should be
    while at < bytes.count, isSpace(bytes[at]) { at += 1 }
    var value = 0..<0
    if at < bytes.count, bytes[at] == UInt8(ascii: "=") {
      at += 1
      value = attributeValue()
    }
    guard tag.attributes.count < Self.attributesAtMost, tag.attributes[name] == nil else { return }
    tag.attributes[name] = value.count > WebReference.lengthLimit ? "" : decoded(value)
  }

  private mutating func attributeValue() -> Range<Int> {
    while at < bytes.count, isSpace(bytes[at]) { at += 1 }
    guard at < bytes.count else { return at..<at }
    let quote = bytes[at]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      let start = at
      while at < bytes.count, !isSpace(bytes[at]), bytes[at] != UInt8(ascii: ">") { at += 1 }
      return start..<at
    }
    let start = at + 1
    let end = bytes[start...].firstIndex(of: quote) ?? bytes.count
    at = min(end + 1, bytes.count)
    return start..<end
  }

  /// Up to a blank, `>`, or what else `ends` it; in lower case, and of a bounded length.
  private mutating func word(_ ends: (UInt8) -> Bool) -> String {
    let start = at
    while at < bytes.count, !isSpace(bytes[at]), bytes[at] != UInt8(ascii: ">"), !ends(bytes[at]) { at += 1 }
    return string(start..<min(at, start + Self.nameBytes)).lowercased()
  }

  /// Where `</name` stands, or the end of the page.
  private func endOfRaw(_ name: String) -> Int {
    let name = Array(name.utf8)
    var place = at
    while let found = bytes[place...].firstIndex(of: UInt8(ascii: "<")) {
      let rest = bytes[found...].dropFirst()
      if rest.first == UInt8(ascii: "/"),
        rest.dropFirst().prefix(name.count).elementsEqual(name, by: { $0 | 0x20 == $1 })
      {
        return found
      }
      place = found + 1
    }
    return bytes.count
  }

  /// With its references replaced.
  private func decoded(_ range: Range<Int>) -> String {
    guard var mark = bytes[range].firstIndex(of: UInt8(ascii: "&")) else { return string(range) }
    var result: [UInt8] = []
    var start = range.lowerBound
    while mark < range.upperBound {
      let (text, end) = reference(mark, range.upperBound)
      if let text {
        result += bytes[start..<mark] + Array(text.utf8)
        start = end
      }
      mark = bytes[max(end, mark + 1)..<range.upperBound].firstIndex(of: UInt8(ascii: "&")) ?? range.upperBound
    }
    return String(decoding: result + bytes[start..<range.upperBound], as: UTF8.self)
  }

  /// What `&…` at `mark` stands for, and where it ends; many pages forget the `;`.
  private func reference(_ mark: Int, _ limit: Int) -> (text: String?, end: Int) {
    var end = mark + 1
    while end < limit, end - mark <= HTMLEntities.longest + 2, isReferenceByte(bytes[end], isFirst: end == mark + 1) {
      end += 1
    }
    guard let text = HTMLEntities.text(of: bytes[(mark + 1)..<end]) else { return (nil, end) }
    return (text, end < limit && bytes[end] == UInt8(ascii: ";") ? end + 1 : end)
  }

  private func isReferenceByte(_ byte: UInt8, isFirst: Bool) -> Bool {
    isLetter(byte) || byte &- 0x30 < 10 || isFirst && byte == UInt8(ascii: "#")
  }

  private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
  private func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
