/// Ends an answer before the first of some texts, of which none is shown, wherever the pieces are cut. The first is
/// the one that is complete first; of several that end together the longest.
struct StopWords {
  private var words: [StopWord]
  /// What may be the beginning of one of them, and no more.
  private var held: [UInt8] = []
  private(set) var isHit = false

  init(_ words: [String]) { self.words = words.filter { !$0.isEmpty }.map { StopWord($0) } }

  /// What of the answer may be shown by now.
  ///
  /// cost: O(text × words), whatever stands in them
  mutating func take(_ text: String) -> String {
    if words.isEmpty { return text }
    if isHit { return "" }
    for byte in text.utf8 {
      held.append(byte)
      if let length = completed(by: byte) {
        isHit = true
        return show(held.count - length)
      }
    }
    return show(held.count - (words.lazy.map(\.length).max() ?? 0))
  }

  /// The rest, which was none of them.
  mutating func finish() -> String { isHit ? "" : show(held.count) }

  /// The length of the longest word that ends here, if one does.
  private mutating func completed(by byte: UInt8) -> Int? {
    var longest: Int?
    for index in words.indices where words[index].take(byte) {
      longest = max(longest ?? 0, words[index].count)
    }
    return longest
  }

  private mutating func show(_ count: Int) -> String {
    defer { held.removeFirst(count) }
    return String(decoding: held.prefix(count), as: UTF8.self)
  }
}
