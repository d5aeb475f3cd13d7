internal import Chat
internal import FoundationEssentials
internal import Tools

/// Turns the result of `tools/call` into what a reader and a model are shown.
///
/// Text stands as it is; pictures become pictures; of sound and other bytes only a line tells, since nobody
/// here could use them. `structuredContent` is shown where there is nothing else: by the rules its text is there
/// as well.
struct CallResult {
  private let limits: MCPLimits
  private var texts: [String] = []
  private var pictures: [ToolOutput.Picture] = []

  static func output(_ result: JSONValue, _ limits: MCPLimits = .standard) -> ToolOutput {
    var reading = CallResult(limits: limits)
    for part in result["content"]?.elements ?? [] { reading.take(part) }
    if reading.texts.isEmpty, let structured = result["structuredContent"], structured != .null {
      reading.texts.append(structured.pretty)
    }
    let text = reading.texts.joined(separator: "\n")
    let isTruncated = text.utf8.count > ToolLimits.outputBytes
    return ToolOutput(
      isTruncated ? String(decoding: text.utf8.prefix(ToolLimits.outputBytes), as: UTF8.self) : text,
      pictures: reading.pictures, isOK: result["isError"]?.isTrue != true, isTruncated: isTruncated)
  }

  private init(limits: MCPLimits) { self.limits = limits }

  private mutating func take(_ part: JSONValue) {
    switch part["type"]?.text {
    case "text": texts.append(part["text"]?.text ?? "")
    case "image": takeBytes("picture", mime: part["mimeType"], base64: part["data"])
    case "audio": takeBytes("sound", mime: part["mimeType"], base64: part["data"])
    case "resource": takeResource(part["resource"] ?? .null)
    case "resource_link": texts.append(Self.link(part))
    case let type: texts.append("[a part of the kind \(Words.line(type ?? "nothing", atMost: 40)), not shown]")
    }
  }

  private mutating func takeResource(_ resource: JSONValue) {
    let uri = Words.line(resource["uri"]?.text ?? "", atMost: 500)
    if let text = resource["text"]?.text {
      texts.append(uri.isEmpty ? text : "\(uri)\n\(text)")
    } else {
      if !uri.isEmpty { texts.append(uri) }
      takeBytes("file", mime: resource["mimeType"], base64: resource["blob"])
    }
  }

  private mutating func takeBytes(_ kind: String, mime: JSONValue?, base64: JSONValue?) {
    let mime = Words.line(mime?.text ?? "", atMost: 80).lowercased()
    guard let text = base64?.text, let data = Data(base64Encoded: text, options: .ignoreUnknownCharacters) else {
      return texts.append("[a \(kind) that is not valid base64]")
    }
    if mime.hasPrefix("image/"), pictures.count < limits.pictures, !data.isEmpty {
      pictures.append(ToolOutput.Picture(mime: mime, bytes: [UInt8](data)))
    } else {
      texts.append("[a \(kind), \(mime.isEmpty ? "of no known type" : mime), \(data.count) bytes, not shown]")
    }
  }

  private static func link(_ part: JSONValue) -> String {
    let words = ["title", "name", "uri", "mimeType", "description"].compactMap { part[$0]?.text }
    return "[link] " + Words.line(words.joined(separator: " · "), atMost: 1000)
  }
}
