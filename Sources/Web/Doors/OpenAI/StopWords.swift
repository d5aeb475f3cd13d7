/// Ends an answer before the first of some texts, of which none is shown, wherever the pieces are cut.
struct StopWords {
  private let words: [[UInt8]]
  /// What may be the beginning of one of them.
  private var held: [UInt8] = []
  private(set) var isHit = false

  init(_ words: [String]) { self.words = words.map { Array($0.utf8) } }

  /// What of the answer may be shown by now.
  ///
  /// cost: O(text × words)
  mutating func take(_ text: String) -> String {
    if words.isEmpty { return text }
    if isHit { return "" }
    held += text.utf8
    let end = held.indices.first { place in words.contains { held[place...].starts(with: $0) } }
    isHit = end != nil
    return show(end ?? held.count - longestBeginning)
  }

  /// The rest, which was none of them.
  mutating func finish() -> String { isHit ? "" : show(held.count) }

  /// How much of the end might go on to be one of the words.
  private var longestBeginning: Int {
    let longest = min(held.count, (words.map(\.count).max() ?? 1) - 1)
    return stride(from: longest, to: 0, by: -1).first { count in
      words.contains { $0.count > count && $0.starts(with: held.suffix(count)) }
    } ?? 0
  }

  private mutating func show(_ count: Int) -> String {
    defer { held.removeFirst(count) }
    return String(decoding: held.prefix(count), as: UTF8.self)
  }
}
