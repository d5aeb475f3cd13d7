internal import Gzip
internal import HTTP
internal import HTTPClient

/// A page as it came over the wire, and what a model can be shown of it.
struct FetchedBody: Sendable {
  let url: HTTPURL
  let contentType: String?
  let encoding: String?
  let wire: [UInt8]
  /// Whether all of it came.
  let isWhole: Bool

  /// What can be shown: a text with the page's title, or a picture.
  struct Content: Sendable {
    var title = ""
    var text = ""
    var picture: ToolOutput.Picture?
    var type = ""
    var bytes = 0
    var isWhole = true
    var note: String?
  }

  /// May take a second: not for the loop. errors: `ToolFailure`
  func content() throws(ToolFailure) -> Content {
    let (bytes, isWhole) = try unpacked()
    let type = Self.type(contentType, bytes)
    var content = Content(type: type.essence, bytes: bytes.count, isWhole: isWhole)
    if Self.pictures.contains(type.essence) {
      guard isWhole, bytes.count <= ToolLimits.pictureBytes else {
        throw ToolFailure("the picture \(url) is larger than \(ToolLimits.pictureBytes) bytes")
      }
      content.picture = .init(mime: type.essence, bytes: bytes)
    } else if Self.isReadable(type) {
      try read(bytes, type, into: &content)
    } else {
      let size = isWhole ? "\(bytes.count) bytes" : "more than \(bytes.count) bytes"
      throw ToolFailure("\(url) is a file of the type \(type.essence) (\(size)), which cannot be read as text")
    }
    return content
  }

  private static let pictures: Set<String> = ["image/png", "image/jpeg", "image/gif", "image/webp"]

  private func unpacked() throws(ToolFailure) -> ([UInt8], Bool) {
    switch encoding?.lowercased() ?? "identity" {
    case "identity", "": return (wire, isWhole)
    case "gzip", "x-gzip", "deflate":
      if wire.isEmpty { return ([], isWhole) }
      do {
        let (bytes, isAll) = try Gzip.inflatePrefix(wire, atMost: ToolLimits.pageBytes)
        return (bytes, isWhole && isAll)
      } catch { throw ToolFailure("\(url) is damaged: it cannot be unpacked") }
    case let other:
      throw ToolFailure("\(url) is packed by \(HumanLine.shown(other, atMost: 40)), which was not asked for")
    }
  }

  /// What the server says, unless the bytes prove a picture or a kind of file that it does not.
  private static func type(_ said: String?, _ bytes: [UInt8]) -> MediaType {
    let proven = MediaType(content: bytes.span.extracting(first: MediaType.contentBytes))
    let said = said.flatMap { MediaType($0) }
    if proven != .binary, proven.essence != MediaType.plainText.essence { return proven }
    guard let said, said.essence != MediaType.binary.essence, !said.isImage || said.essence == "image/svg+xml" else {
      return looksLikeHTML(bytes) ? html : proven
    }
    return said
  }

  private static let html = MediaType("text/html") ?? .plainText

  private static func looksLikeHTML(_ bytes: [UInt8]) -> Bool {
    let front = String(decoding: bytes.prefix(512).drop { $0 <= 0x20 }, as: UTF8.self).lowercased()
    return front.hasPrefix("<!doctype html") || front.hasPrefix("<html")
  }

  private static func isReadable(_ type: MediaType) -> Bool {
    type.isText || type.essence.hasSuffix("+json") || type.essence.hasSuffix("+xml")
      || type.essence == "application/x-ndjson"
  }

  private func read(_ bytes: [UInt8], _ type: MediaType, into content: inout Content) throws(ToolFailure) {
    let isHTML = type.essence == "text/html" || type.essence == "application/xhtml+xml"
    guard Charset.marked(bytes) != nil || !bytes.prefix(8192).contains(0) else {
      throw ToolFailure("\(url) says it is \(type.essence), but is no text (\(bytes.count) bytes)")
    }
    let text = decoded(bytes, type.charset ?? (isHTML ? Self.charsetInside(bytes) : nil), &content.note)
    if isHTML {
      (content.title, content.text) = PageText.read(text, base: url)
    } else {
      content.text = text
    }
  }

  private func decoded(_ bytes: [UInt8], _ label: String?, _ note: inout String?) -> String {
    if let marked = Charset.marked(bytes) { return marked.charset.decode(bytes, from: marked.markBytes) }
    if let label {
      if let charset = Charset(label: label) { return charset.decode(bytes) }
      note = "its encoding \(HumanLine.shown(label, atMost: 40)) is not known here: some letters are lost"
      return Charset.utf8.decode(bytes)
    }
    // Where the page was cut off, it may be within a character.
    let isUTF8 = (0...(isWhole ? 0 : 3)).contains { String(strictly: bytes.span.extracting(droppingLast: $0)) != nil }
    return isUTF8 ? Charset.utf8.decode(bytes) : Charset.western.decode(bytes)
  }

  /// `<meta charset=…>` in the first kilobyte (HTML §13.2.3.2).
  private static func charsetInside(_ bytes: [UInt8]) -> String? {
    var reader = HTMLReader(Charset.western.decode(Array(bytes.prefix(1024))))
    while let token = reader.next() {
      guard case .open(let tag) = token, tag.name == "meta" else { continue }
      if let charset = tag.attributes["charset"] { return charset }
      guard tag.attributes["http-equiv"]?.lowercased() == "content-type" else { continue }
      if let type = tag.attributes["content"].flatMap({ MediaType($0) }), let charset = type.charset { return charset }
    }
    return nil
  }
}
