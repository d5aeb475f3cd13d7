/// A tool's name, in which a `*` stands for any characters: `exec`, `clock_*`, `*`.
public struct ToolPattern: Hashable, Sendable {
  public let text: String

  public init(_ text: String) { self.text = text }

  /// cost: O(name × stars)
  public func matches(_ name: String) -> Bool {
    let pieces = text.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
    guard let first = pieces.first, let last = pieces.last, pieces.count > 1 else { return text == name }
    var rest = Array(name.utf8)[...]
    guard rest.count >= first.count + last.count, rest.starts(with: first), rest.suffix(last.count) == last[...] else {
      return false
    }
    rest = rest.dropFirst(first.count).dropLast(last.count)
    for piece in pieces.dropFirst().dropLast() {
      guard let end = Self.end(of: piece, in: rest) else { return false }
      rest = rest[end...]
    }
    return true
  }

  private static func end(of piece: [UInt8], in name: ArraySlice<UInt8>) -> Int? {
    guard !piece.isEmpty else { return name.startIndex }
    return name.indices.first { name[$0...].starts(with: piece) }.map { $0 + piece.count }
  }
}

extension Collection<String> {
  /// Whether one of these patterns takes a tool in.
  public func take(in name: String) -> Bool { contains { ToolPattern($0).matches(name) } }
}
