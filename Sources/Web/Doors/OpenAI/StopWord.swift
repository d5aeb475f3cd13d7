/// One text, looked for in a text that comes byte by byte (Knuth, Morris, Pratt).
struct StopWord {
  private let bytes: [UInt8]
  /// For each beginning of the word the longest shorter one with which it ends.
  private let shorter: [Int]
  /// How much of the word's beginning the text ends with.
  private(set) var length = 0

  /// word: not empty
  ///
  /// cost: O(word)
  init(_ word: String) {
    bytes = Array(word.utf8)
    var shorter = [0]
    for byte in bytes.dropFirst() {
      let last = Self.length(after: byte, bytes, shorter, shorter[shorter.count - 1])
      shorter.append(last)
    }
    self.shorter = shorter
  }

  /// returns: whether the text ends with the whole word now, after which there is nothing left to ask
  ///
  /// cost: O(1) for each byte of a long text
  mutating func take(_ byte: UInt8) -> Bool {
    length = Self.length(after: byte, bytes, shorter, length)
    return length == bytes.count
  }

  var count: Int { bytes.count }

  private static func length(after byte: UInt8, _ bytes: [UInt8], _ shorter: [Int], _ length: Int) -> Int {
    var length = length
    while length > 0, bytes[length] != byte { length = shorter[length - 1] }
    return bytes[length] == byte ? length + 1 : 0
  }
}
