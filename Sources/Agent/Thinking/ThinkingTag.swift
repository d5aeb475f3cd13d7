/// The tags that models put around their thoughts, recognised byte by byte.
///
/// ASCII case does not matter: the tags are plain text to a model, and small ones write `<Think>`. Nothing
/// but the bare tag counts: no attributes, no blanks inside.
struct ThinkingTag {
  enum Match: Equatable { case no, partly, opening, closing }

  private static let opening = ["<think>", "<thinking>", "<thought>"].map { Array($0.utf8) }
  private static let closing = ["</think>", "</thinking>", "</thought>"].map { Array($0.utf8) }

  /// What has been seen of a tag, in lower case; never longer than the longest tag.
  private var seen: [UInt8] = []

  /// Takes the next byte of what may be a tag.
  ///
  /// thinking: whether inside a thought, where an opening tag means nothing
  /// returns:  `.no` as soon as it cannot become a tag (the byte is then not consumed)
  mutating func take(_ byte: UInt8, thinking: Bool) -> Match {
    seen.append((65...90).contains(byte) ? byte | 0x20 : byte)
    if let match = match(Self.closing, whole: .closing) { return match }
    if !thinking, let match = match(Self.opening, whole: .opening) { return match }
    seen.removeAll(keepingCapacity: true)
    return .no
  }

  private mutating func match(_ tags: [[UInt8]], whole: Match) -> Match? {
    guard let tag = tags.first(where: { $0.starts(with: seen) }) else { return nil }
    guard tag.count == seen.count else { return .partly }
    seen.removeAll(keepingCapacity: true)
    return whole
  }
}
