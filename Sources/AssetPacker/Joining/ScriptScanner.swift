/// Cuts a script into tokens that, joined, are the script again.
///
/// Whether a slash divides or begins a pattern is told by what stands before it; where that is not enough
/// (a pattern that follows `)` or `}`), the quotes in it would soon not match, and the script is refused.
struct ScriptScanner {
  private let bytes: [UInt8]
  private var at = 0
  private(set) var tokens: [Token] = []
  private var last: Token?

  static func tokens(of script: [UInt8]) throws(ScanFailure) -> [Token] {
    var scanner = ScriptScanner(bytes: script)
    try scanner.scan(untilBrace: false)
    return scanner.tokens
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// untilBrace: ends before the `}` that closes a hole of a template
  private mutating func scan(untilBrace: Bool) throws(ScanFailure) {
    var depth = 0
    while at < bytes.count {
      let start = at
      let kind = try next()
      let token = Token(kind: kind, text: String(decoding: bytes[start..<at], as: UTF8.self))
      if kind == .mark, token.text == "{" { depth += 1 }
      if kind == .mark, token.text == "}" {
        if depth == 0, untilBrace {
          at = start
          return
        }
        depth -= 1
      }
      tokens.append(token)
      if token.isSignificant { last = token }
    }
    if untilBrace || depth != 0 { throw ScanFailure(reason: "braces do not match") }
  }

  /// Steps over one token.
  private mutating func next() throws(ScanFailure) -> Token.Kind {
    let byte = bytes[at]
    switch byte {
    case _ where Self.isBlank(byte):
      skip(while: Self.isBlank)
      return .blank
    case _ where Self.isWord(byte):
      skip(while: Self.isWord)
      return .word
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      try skipText(byte)
      return .text
    case UInt8(ascii: "`"):
      try skipTemplate()
      return .template
    case UInt8(ascii: "/"): return try skipSlash()
    default:
      at += 1
      return .mark
    }
  }

  private mutating func skip(while belongs: (UInt8) -> Bool) {
    while at < bytes.count, belongs(bytes[at]) { at += 1 }
  }

  private mutating func skipText(_ quote: UInt8) throws(ScanFailure) {
    at += 1
    while at < bytes.count, bytes[at] != quote {
      if bytes[at] == UInt8(ascii: "\n") { break }
      at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard at < bytes.count, bytes[at] == quote else { throw ScanFailure(reason: "a text does not end on its line") }
    at += 1
  }

  private mutating func skipTemplate() throws(ScanFailure) {
    at += 1
    while at < bytes.count, bytes[at] != UInt8(ascii: "`") {
      if bytes[at] == UInt8(ascii: "$"), at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "{") {
        try skipHole()
      } else {
        at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
      }
    }
    guard at < bytes.count else { throw ScanFailure(reason: "a template does not end") }
    at += 1
  }

  /// A hole is a script of its own: its tokens are not ours.
  private mutating func skipHole() throws(ScanFailure) {
    var inner = ScriptScanner(bytes: bytes)
    inner.at = at + 2
    try inner.scan(untilBrace: true)
    if inner.tokens.contains(where: { $0.text == "import" }) { throw ScanFailure(reason: "an import in a template") }
    at = inner.at + 1
  }

  private mutating func skipSlash() throws(ScanFailure) -> Token.Kind {
    let following = at + 1 < bytes.count ? bytes[at + 1] : 0
    if following == UInt8(ascii: "/") {
      skip { $0 != UInt8(ascii: "\n") }
      return .comment
    }
    if following == UInt8(ascii: "*") { return try skipBlockComment() }
    guard canBeginPattern else {
      at += 1
      return .mark
    }
    try skipPattern()
    return .pattern
  }

  private mutating func skipBlockComment() throws(ScanFailure) -> Token.Kind {
    at += 2
    while at + 1 < bytes.count, bytes[at] != UInt8(ascii: "*") || bytes[at + 1] != UInt8(ascii: "/") { at += 1 }
    guard at + 1 < bytes.count else { throw ScanFailure(reason: "a comment does not end") }
    at += 2
    return .comment
  }

  private mutating func skipPattern() throws(ScanFailure) {
    var isInClass = false
    at += 1
    while at < bytes.count, isInClass || bytes[at] != UInt8(ascii: "/") {
      switch bytes[at] {
      case UInt8(ascii: "\n"): throw ScanFailure(reason: "a pattern does not end on its line")
      case UInt8(ascii: "\\"): at += 1
      case UInt8(ascii: "["): isInClass = true
      case UInt8(ascii: "]"): isInClass = false
      default: break
      }
      at += 1
    }
    guard at < bytes.count else { throw ScanFailure(reason: "a pattern does not end") }
    at += 1
    skip(while: Self.isWord)
  }

  private var canBeginPattern: Bool {
    guard let last else { return true }
    switch last.kind {
    case .mark: return ![")", "]", "}"].contains(last.text)
    case .word: return ["return", "typeof", "case", "in", "of", "do", "else", "void", "delete"].contains(last.text)
    default: return false
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

  /// Of names and numbers; whatever is not ASCII can stand only there, or in texts.
  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), UInt8(ascii: "#"), 128...:
      true
    default: false
    }
  }
}

/// A script that is not written as we write.
struct ScanFailure: Error, Equatable {
  let reason: String
}
