/// What a server says, made fit to stand in a line of ours.
enum Words {
  /// Control characters and line ends become spaces; cut to so many characters.
  static func line(_ text: some StringProtocol, atMost limit: Int) -> String {
    var line = ""
    var count = 0
    for scalar in text.unicodeScalars {
      guard count < limit else { return line + "…" }
      let isControl = scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
      line.unicodeScalars.append(isControl || scalar == "\u{2028}" || scalar == "\u{2029}" ? " " : scalar)
      count += 1
    }
    return line
  }

  static func line(_ bytes: [UInt8], atMost limit: Int) -> String {
    line(String(decoding: bytes.prefix(limit * 4), as: UTF8.self), atMost: limit)
  }

  static func duration(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    return attoseconds == 0 ? "\(seconds) s" : "\(seconds * 1000 + attoseconds / 1_000_000_000_000_000) ms"
  }
}
