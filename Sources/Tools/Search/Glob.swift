/// A pattern of file names: `*` and `?` within a name, `**` across folders, `[a-z]`, `{a,b}`.
///
/// A pattern without a slash is held against the name alone, wherever it is.
struct Glob: Hashable, Sendable {
  private enum Piece: Hashable {
    case byte(UInt8)
    case any, anyInName, anyAcross
    case oneOf([ClosedRange<UInt8>], isNegated: Bool)
  }

  private static let alternativesAtMost = 64
  private let patterns: [[Piece]]
  private let isOfName: Bool

  /// errors: `ToolFailure` for what is too long, or has too many alternatives
  init(_ text: String) throws(ToolFailure) {
    guard text.utf8.count <= 256 else { throw ToolFailure("the glob is too long") }
    let text = text.hasPrefix("./") ? String(text.dropFirst(2)) : text
    isOfName = !text.contains("/")
    var expanded = [[UInt8]()]
    try Self.expand(Array(text.utf8), into: &expanded)
    patterns = expanded.map(Self.pieces)
  }

  func matches(_ path: String) -> Bool {
    let name = isOfName ? path.split(separator: "/").last.map(String.init) ?? "" : path
    let bytes = Array(name.utf8)
    return patterns.contains { Self.matches($0, bytes) }
  }

  /// All places that can be reached are kept at once: no pattern takes longer than its length times the name's.
  private static func matches(_ pattern: [Piece], _ bytes: [UInt8]) -> Bool {
    var reached = closed([true] + Array(repeating: false, count: pattern.count), pattern)
    for byte in bytes {
      var next = [Bool](repeating: false, count: pattern.count + 1)
      for index in pattern.indices where reached[index] {
        switch pattern[index] {
        case .byte(let wanted): if byte == wanted { next[index + 1] = true }
        case .any: if byte != UInt8(ascii: "/") { next[index + (byte & 0xC0 == 0x80 ? 0 : 1)] = true }
        case .anyInName: if byte != UInt8(ascii: "/") { next[index] = true }
        case .anyAcross: next[index] = true
        case .oneOf(let ranges, let isNegated):
          if byte != UInt8(ascii: "/"), ranges.contains(where: { $0.contains(byte) }) != isNegated {
            next[index + 1] = true
          }
        }
      }
      // The rest of a character whose first byte `?` took.
      if byte & 0xC0 == 0x80 {
        for index in pattern.indices where reached[index + 1] && pattern[index] == .any { next[index + 1] = true }
      }
      reached = closed(next, pattern)
    }
    return reached[pattern.count]
  }

  private static func closed(_ reached: [Bool], _ pattern: [Piece]) -> [Bool] {
    var reached = reached
    for index in pattern.indices where reached[index] && (pattern[index] == .anyInName || pattern[index] == .anyAcross)
    {
      reached[index + 1] = true
    }
    return reached
  }

  private static func pieces(_ text: [UInt8]) -> [Piece] {
    var pieces: [Piece] = []
    var at = 0
    while at < text.count {
      switch text[at] {
      case UInt8(ascii: "*"):
        let isDouble = at + 1 < text.count && text[at + 1] == UInt8(ascii: "*")
        pieces.append(isDouble ? .anyAcross : .anyInName)
        at += isDouble ? 2 : 1
        // `**/x` is also `x`.
        if isDouble, at < text.count, text[at] == UInt8(ascii: "/") { at += 1 }
      case UInt8(ascii: "?"):
        pieces.append(.any)
        at += 1
      case UInt8(ascii: "["): at = appendSet(text, at, &pieces)
      default:
        pieces.append(.byte(text[at]))
        at += 1
      }
    }
    return pieces
  }

  private static func appendSet(_ text: [UInt8], _ start: Int, _ pieces: inout [Piece]) -> Int {
    var at = start + 1
    let isNegated = at < text.count && (text[at] == UInt8(ascii: "!") || text[at] == UInt8(ascii: "^"))
    if isNegated { at += 1 }
    var ranges: [ClosedRange<UInt8>] = []
    let first = at
    while at < text.count, text[at] != UInt8(ascii: "]") || at == first {
      if at + 2 < text.count, text[at + 1] == UInt8(ascii: "-"), text[at + 2] != UInt8(ascii: "]") {
        ranges.append(min(text[at], text[at + 2])...max(text[at], text[at + 2]))
        at += 3
      } else {
        ranges.append(text[at]...text[at])
        at += 1
      }
    }
    guard at < text.count else {
      pieces.append(.byte(text[start]))
      return start + 1
    }
    pieces.append(.oneOf(ranges, isNegated: isNegated))
    return at + 1
  }

  /// `a{b,c}d` is `abd` and `acd`; a brace without its fellow is a brace.
  private static func expand(_ text: [UInt8], into results: inout [[UInt8]]) throws(ToolFailure) {
    var at = 0
    while at < text.count {
      if text[at] == UInt8(ascii: "{"), let end = text[at...].firstIndex(of: UInt8(ascii: "}")) {
        let choices = text[(at + 1)..<end].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard results.count * choices.count <= alternativesAtMost else {
          throw ToolFailure("the glob has more than \(alternativesAtMost) alternatives")
        }
        results = results.flatMap { result in choices.map { result + $0 } }
        at = end + 1
      } else {
        for index in results.indices { results[index].append(text[at]) }
        at += 1
      }
    }
  }
}
