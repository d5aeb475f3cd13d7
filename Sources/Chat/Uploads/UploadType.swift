/// What an upload is, by its first bytes: a name can say anything.
enum UploadType {
  /// The bytes needed to tell.
  static let sampleBytes = 512

  static func mime(sample: [UInt8], declared: String) -> String {
    for (mime, magic) in magics where sample.starts(with: magic) { return mime }
    if sample.starts(with: "RIFF".utf8), sample.dropFirst(8).starts(with: "WEBP".utf8) { return "image/webp" }
    guard isText(sample) else { return safe(declared) }
    let bare = safe(declared)
    return bare.hasPrefix("text/") || bare == "application/json" ? bare : "text/plain"
  }

  static func ending(_ mime: String) -> String {
    switch mime {
    case "image/png": ".png"
    case "image/jpeg": ".jpg"
    case "image/gif": ".gif"
    case "image/webp": ".webp"
    case "application/pdf": ".pdf"
    case "text/plain": ".txt"
    default: ""
    }
  }

  private static let magics: [(String, [UInt8])] = [
    ("image/png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
    ("image/jpeg", [0xFF, 0xD8, 0xFF]),
    ("image/gif", Array("GIF8".utf8)),
    ("application/pdf", Array("%PDF-".utf8)),
  ]

  /// UTF-8 without control characters; the sample may end within a character.
  private static func isText(_ sample: [UInt8]) -> Bool {
    let hasControls = sample.contains { $0 < 32 && ![9, 10, 12, 13, 27].contains($0) }
    guard !hasControls else { return false }
    return (0..<min(4, sample.count + 1)).contains { cut in
      String(validating: sample.dropLast(cut), as: UTF8.self) != nil
    }
  }

  /// The declared type if it is one, and not an image that the bytes deny.
  private static func safe(_ declared: String) -> String {
    let bare = declared.prefix { $0 != ";" }.lowercased().filter { !$0.isWhitespace }
    let isType =
      bare.utf8.count < 100 && bare.split(separator: "/", omittingEmptySubsequences: false).count == 2
      && bare.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || "/.+-".utf8.contains($0) }
    let isKnownByContent = magics.contains { $0.0 == bare } || bare == "image/webp"
    return isType && !isKnownByContent ? bare : "application/octet-stream"
  }
}
