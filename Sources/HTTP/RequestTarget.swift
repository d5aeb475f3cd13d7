/// The path and query of a request, decoded so that no two readers can disagree about where they lead.
public struct RequestTarget: Sendable, Hashable {
  /// The decoded segments between slashes: `/` has none, `/a/` has `a` and an empty one.
  public let segments: [String]
  /// The query as it was sent, still encoded.
  public let query: String

  public init(_ head: RequestHead) throws(RequestTargetFailure) {
    let bytes = head.bytes.span
    segments = try Self.segments(bytes.extracting(head.pathRange))
    query = head.queryRange.map { String(repairing: bytes.extracting($0)) } ?? ""
  }

  /// Reads a target in origin form, as in a test or a redirect.
  public init(_ text: String) throws(RequestTargetFailure) {
    let bytes = text.utf8.span
    let mark = bytes.first(0x3f) ?? bytes.count
    segments = try Self.segments(bytes.extracting(0..<mark))
    query = mark < bytes.count ? String(repairing: bytes.extracting(mark + 1..<bytes.count)) : ""
  }

  /// The decoded path, starting with a slash.
  public var path: String { "/" + segments.joined(separator: "/") }

  /// The query's items in order, `+` read as a space. Broken escapes stay as they are; bad UTF-8 becomes U+FFFD.
  public var items: [(name: String, value: String)] {
    query.split(separator: "&").map { item in
      let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (Self.item(parts[0]), parts.count > 1 ? Self.item(parts[1]) : "")
    }
  }

  /// The first value of that query item, or nil.
  public subscript(name: String) -> String? { items.first { $0.name == name }?.value }

  private static func item(_ text: Substring) -> String {
    String(repairing: PercentEncoding.decodeLeniently(String(text).utf8.span, plusIsSpace: true).span)
  }

  private static func segments(_ path: Span<UInt8>) throws(RequestTargetFailure) -> [String] {
    guard path.count > 0 else { return [] }
    guard path[0] == .slash else { throw .notAbsolute }
    var segments: [String] = []
    var start = 1
    while start < path.count || (start == path.count && start > 1) {
      let end = path.first(.slash, from: start) ?? path.count
      segments.append(try segment(path.extracting(start..<end)))
      start = end + 1
    }
    return segments
  }

  private static func segment(_ bytes: Span<UInt8>) throws(RequestTargetFailure) -> String {
    guard let decoded = PercentEncoding.decode(bytes) else { throw .badEscape }
    for byte in decoded { try check(byte) }
    guard let text = String(strictly: decoded.span) else { throw .notUTF8 }
    if text == "." || text == ".." { throw .dotSegment }
    return text
  }

  private static func check(_ byte: UInt8) throws(RequestTargetFailure) {
    switch byte {
    case .slash: throw .encodedSlash
    case .backslash: throw .backslash
    case _ where byte.isControl: throw .controlCharacter
    default: break
    }
  }
}
