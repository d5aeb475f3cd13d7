extension MediaType {
  /// How many bytes from a file's front are enough for `init(content:)`.
  public static var contentBytes: Int { 512 }

  /// The type that a file's first bytes prove, whatever its name says; HTML, SVG and scripts are plain text.
  ///
  /// content: the first `contentBytes` bytes, or all if there are fewer
  public init(content: Span<UInt8>) {
    let essence = Self.signatures.first { $0.matches(content) }?.essence ?? Self.container(content)
    if let essence {
      self.init(essence: essence)
    } else {
      self = content.looksLikeText ? .plainText : .binary
    }
  }

  private struct Signature: Sendable {
    let essence: String
    let bytes: [UInt8]

    init(_ essence: String, _ bytes: [UInt8]) { (self.essence, self.bytes) = (essence, bytes) }
    init(_ essence: String, _ text: String) { self.init(essence, Array(text.utf8)) }

    func matches(_ content: Span<UInt8>) -> Bool {
      content.count >= bytes.count && bytes.indices.allSatisfy { content[$0] == bytes[$0] }
    }
  }

  private static let signatures = [
    Signature("image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    Signature("image/jpeg", [0xff, 0xd8, 0xff]), Signature("image/gif", "GIF87a"),
    Signature("image/gif", "GIF89a"),
    Signature("application/pdf", "%PDF-"), Signature("application/zip", [0x50, 0x4b, 0x03, 0x04]),
    Signature("application/gzip", [0x1f, 0x8b]), Signature("audio/mpeg", "ID3"),
    Signature("audio/ogg", "OggS"),
    Signature("audio/mpeg", [0xff, 0xfb]), Signature("video/webm", [0x1a, 0x45, 0xdf, 0xa3]),
  ]

  /// RIFF and ISO base media: the kind stands behind the length.
  private static func container(_ content: Span<UInt8>) -> String? {
    guard content.count >= 12 else { return nil }
    let kind = String(repairing: content.extracting(8..<12))
    if content.starts(with: "RIFF") { return ["WEBP": "image/webp", "WAVE": "audio/wav"][kind] }
    guard content.extracting(4..<8).isSame(as: "ftyp") else { return nil }
    switch kind {
    case "avif", "avis": return "image/avif"
    case "heic", "heix", "mif1": return "image/heic"
    case "M4A ": return "audio/mp4"
    case "isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "dash": return "video/mp4"
    default: return nil
    }
  }
}

extension Span<UInt8> {
  /// UTF-8 without control characters that no text has. A character cut off at the end is forgiven.
  fileprivate var looksLikeText: Bool {
    for index in indices where self[index].isControl && !self[index].isTextControl { return false }
    if String(strictly: self) != nil { return true }
    for cut in 1..<Swift.max(1, Swift.min(4, count + 1)) where self[count - cut] >= 0xc2 {
      return String(strictly: extracting(0..<count - cut)) != nil
    }
    return false
  }
}

extension UInt8 {
  /// Tab, LF, FF, CR, and ESC for coloured logs.
  fileprivate var isTextControl: Bool {
    self == 0x09 || self == 0x0a || self == 0x0c || self == 0x0d || self == 0x1b
  }
}
