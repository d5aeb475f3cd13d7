/// The tag of one state of a resource (RFC 9110 §8.8.3).
public struct EntityTag: Sendable, Hashable, CustomStringConvertible {
  /// What stands between the quotes.
  public let opaque: String
  public let isWeak: Bool

  public init(_ opaque: String, isWeak: Bool = false) { (self.opaque, self.isWeak) = (opaque, isWeak) }

  /// With its quotes, as it goes into the ETag field.
  public var description: String { (isWeak ? "W/\"" : "\"") + opaque + "\"" }

  /// Does If-None-Match name this tag, or anything (`*`)? Then 304. Weak comparison; no allocation.
  public func isNamed(by fields: Fields) -> Bool {
    fields.anyValue(of: .ifNoneMatch) { list in list.count == 1 && list[0] == 0x2a || isListed(in: list) }
  }

  /// Does If-Range allow a part of this state? Strong comparison; a date never matches, which is always right.
  public func allowsRange(_ fields: Fields) -> Bool {
    guard let condition = fields[.ifRange] else { return true }
    return !isWeak && condition == description
  }

  private func isListed(in list: Span<UInt8>) -> Bool {
    var start = 0
    while start < list.count {
      guard let open = list.first(.quote, from: start), let close = list.first(.quote, from: open + 1)
      else { return false }
      if isOpaque(list.extracting(open + 1..<close)) { return true }
      start = close + 1
    }
    return false
  }

  private func isOpaque(_ bytes: Span<UInt8>) -> Bool {
    let own = opaque.utf8.span
    guard own.count == bytes.count else { return false }
    for index in bytes.indices where bytes[index] != own[index] { return false }
    return true
  }
}
