internal import Agent
internal import Chat

/// A picture that stands in the request itself, as a `data:` URL (RFC 2397) in base64. No other is fetched: the server
/// would be sent where its caller cannot go.
struct OpenAIPicture {
  private static let kinds: Set<String> = ["image/png", "image/jpeg", "image/gif", "image/webp"]
  /// Of the picture itself, in bytes.
  static let limitBytes = 20 << 20

  let part: ModelMessage.Part

  init(_ part: OpenAIObject) throws(Failure) {
    let isText = part["image_url"]?.text != nil
    let url = try isText ? part.text("image_url") ?? "" : part.object("image_url")?.text("url") ?? ""
    guard url.utf8.prefix(5).elementsEqual("data:".utf8), let comma = url.utf8.firstIndex(of: UInt8(ascii: ",")) else {
      throw part.wrong("image_url", "must be a data: URL: this server fetches no pictures")
    }
    let head = url[..<comma].dropFirst(5).lowercased().split(separator: ";", omittingEmptySubsequences: false)
    let kind = head[0] == "image/jpg" ? "image/jpeg" : String(head[0])
    guard Self.kinds.contains(kind), head.last == "base64" else {
      throw part.wrong("image_url", "must be PNG, JPEG, GIF or WebP in base64")
    }
    let bytes = url[comma...].dropFirst()
    guard bytes.utf8.count <= Self.limitBytes / 3 * 4 else {
      throw part.wrong("image_url", "is larger than \(Self.limitBytes >> 20) MiB")
    }
    guard Self.isBase64(bytes.utf8) else { throw part.wrong("image_url", "is not base64 (RFC 4648 §4)") }
    self.part = .image(mime: kind, base64: String(bytes))
  }

  private static func isBase64(_ text: Substring.UTF8View) -> Bool {
    guard !text.isEmpty, text.count % 4 == 0 else { return false }
    let padding = text.suffix(2).count { $0 == UInt8(ascii: "=") }
    return text.dropLast(padding).allSatisfy(isDigit)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 65...90, 97...122, 48...57, UInt8(ascii: "+"), UInt8(ascii: "/"): true
    default: false
    }
  }
}
