/// Words looked for, whatever their case.
struct SearchQuery: Sendable {
  private let needle: [Unicode.Scalar]
  /// The needle in lower case, if it is plain ASCII: then most files need not be understood to be passed
  /// over.
  private let bytes: [UInt8]?

  /// Nil if there is nothing to look for.
  init?(_ text: String, limit: Int) {
    let words = Preview.line(text, characters: limit)
    guard !words.isEmpty else { return nil }
    needle = words.unicodeScalars.map(Self.folded)
    bytes =
      words.utf8.allSatisfy({ $0 < 128 && $0 != 0x22 && $0 != 0x5C }) ? words.utf8.map(Self.lowered) : nil
  }

  func matches(_ text: String) -> Bool { firstMatch(in: text.unicodeScalars.map(Self.folded)) != nil }

  /// False only if no message of the file can match.
  func mayMatch(file: [UInt8]) -> Bool {
    guard let bytes, let first = bytes.first else { return true }
    var start = 0
    let end = file.count - bytes.count
    while start <= end {
      if Self.lowered(file[start]) == first, isNeedle(bytes, in: file, at: start) { return true }
      start += 1
    }
    return false
  }

  /// A line around the first match, or nil.
  func snippet(in text: String, characters: Int) -> String? {
    let scalars = Array(text.unicodeScalars)
    guard let start = firstMatch(in: scalars.map(Self.folded)) else { return nil }
    let before = max(0, start - characters / 3)
    let after = min(scalars.count, before + characters)
    var snippet = String.UnicodeScalarView()
    snippet.append(contentsOf: scalars[before..<after])
    return (before > 0 ? "…" : "") + Preview.line(String(snippet), characters: characters)
      + (after < scalars.count ? "…" : "")
  }

  private func isNeedle(_ needle: [UInt8], in file: [UInt8], at start: Int) -> Bool {
    for index in needle.indices where Self.lowered(file[start + index]) != needle[index] { return false }
    return true
  }

  private func firstMatch(in text: [Unicode.Scalar]) -> Int? {
    guard let first = needle.first, text.count >= needle.count else { return nil }
    for start in 0...(text.count - needle.count) where text[start] == first {
      if text[start..<(start + needle.count)].elementsEqual(needle) { return start }
    }
    return nil
  }

  private static func lowered(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte + 32 : byte }

  /// One scalar for one, so that places in the folded text are places in the text.
  private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.isASCII { return Unicode.Scalar(lowered(UInt8(scalar.value))) }
    let lower = scalar.properties.lowercaseMapping.unicodeScalars
    return lower.count == 1 ? lower[lower.startIndex] : scalar
  }
}
