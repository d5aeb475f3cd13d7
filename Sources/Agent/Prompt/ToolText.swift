/// What a model is shown of a tool's output: short ones whole, long ones head and tail.
enum ToolText {
  /// Bytes shown: about 10,000 tokens. Two thirds are of the beginning.
  static let shownBytes = 30 << 10

  /// cost: O(1) for what is short, else O(what is shown)
  static func shown(_ output: String, atMost limit: Int = shownBytes) -> String {
    if output.isEmpty { return "(no output)" }
    let bytes = output.utf8
    guard bytes.count > limit else { return output }
    let head = start(of: bytes, at: bytes.index(bytes.startIndex, offsetBy: limit * 2 / 3))
    let tail = start(of: bytes, at: bytes.index(bytes.endIndex, offsetBy: -(limit / 3)))
    let left = bytes.distance(from: head, to: tail)
    return "\(output[..<head])\n[… \(left) bytes are left out here …]\n\(output[tail...])"
  }

  /// The beginning of the character that stands there, so that none is cut in two.
  private static func start(of bytes: String.UTF8View, at place: String.Index) -> String.Index {
    var place = place
    while place > bytes.startIndex, bytes[place] & 0xC0 == 0x80 { place = bytes.index(before: place) }
    return place
  }
}
