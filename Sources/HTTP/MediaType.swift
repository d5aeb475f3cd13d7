/// A media type with its parameters (RFC 9110 §8.3.1), as received or as this server sends it.
public struct MediaType: Sendable, Hashable, CustomStringConvertible {
  /// `type/subtype` in lower case.
  public let essence: String
  public let charset: String?
  public let boundary: String?

  /// Reads a Content-Type; nil if it is not `type/subtype` with well-formed parameters.
  public init?(_ text: String) {
    guard let parameters = Parameters(text.utf8.span) else { return nil }
    let halves = parameters.value.split(separator: "/", omittingEmptySubsequences: false)
    guard halves.count == 2, halves.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(\.isToken) }) else {
      return nil
    }
    essence = parameters.value
    charset = parameters["charset"]?.lowercased()
    boundary = parameters["boundary"]
  }

  init(essence: String, charset: String? = nil) {
    (self.essence, self.charset, boundary) = (essence, charset, nil)
  }

  /// The text of a Content-Type field.
  public var description: String {
    essence + (charset.map { "; charset=\($0)" } ?? "") + (boundary.map { "; boundary=\"\($0)\"" } ?? "")
  }

  public var isText: Bool { essence.hasPrefix("text/") || Self.textual.contains(essence) }
  public var isImage: Bool { essence.hasPrefix("image/") }

  /// May a browser show it on this server's own origin? Nothing that can carry a script (HTML, SVG, XML) may.
  public var isSafeInline: Bool { Self.safe.contains(essence) }

  public static let binary = MediaType(essence: "application/octet-stream")
  public static let plainText = MediaType(essence: "text/plain", charset: "utf-8")
  public static let json = MediaType(essence: "application/json")
  public static let eventStream = MediaType(essence: "text/event-stream")

  private static let textual: Set<String> = [
    "application/json", "application/javascript", "application/xml", "application/manifest+json",
    "application/x-sh", "application/toml", "application/yaml", "image/svg+xml",
  ]
  private static let safe: Set<String> = [
    "image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "text/plain", "application/pdf",
    "audio/mpeg", "audio/wav", "audio/ogg", "audio/mp4", "video/mp4", "video/webm",
  ]
}
