/// Finds the blank line that ends a head, looking at every byte once however the head is cut.
struct HeadEnd: Sendable {
  /// Where the first line starts: one empty line before it is forgiven (RFC 9112 §2.2).
  private(set) var start = 0
  /// Field lines seen; exact once the end is found.
  private(set) var lines = -1
  private var scanned = 0
  private var lineStart = 0
  private let limits: HeadLimits

  init(_ limits: HeadLimits) { self.limits = limits }

  /// bytes:   the head from its first byte on, as far as it has come; only grows from call to call
  /// returns: the number of bytes of the whole head, or nil until more arrives
  /// errors:  .notHTTP at the first byte, .bareLF, and the limits, as soon as they are certain
  /// cost:    O(new bytes), no allocation
  mutating func find(in bytes: Span<UInt8>) throws(HeadFailure) -> Int? {
    try checkFirst(bytes)
    while let feed = nextFeed(bytes) {
      guard feed > lineStart, bytes[feed - 1] == .cr else { throw .bareLF }
      let isEmpty = feed - 1 == lineStart
      scanned = feed + 1
      lineStart = scanned
      if isEmpty && lines >= 0 { return scanned }
      if isEmpty { try skipEmptyLine(bytes) } else { try countLine() }
    }
    try checkLimits()
    return nil
  }

  private mutating func nextFeed(_ bytes: Span<UInt8>) -> Int? {
    let end = min(bytes.count, lines < 0 ? firstLineLimit : limits.headBytes)
    if let feed = bytes.first(.lf, from: scanned, to: end) { return feed }
    scanned = end
    return nil
  }

  private var firstLineLimit: Int { min(start + limits.firstLineBytes, limits.headBytes) }

  private mutating func skipEmptyLine(_ bytes: Span<UInt8>) throws(HeadFailure) {
    guard start == 0 else { throw .notHTTP }
    start = lineStart
    try checkFirst(bytes)
  }

  private mutating func countLine() throws(HeadFailure) {
    lines += 1
    if lines > limits.fields { throw .tooManyFields }
  }

  /// What cannot begin a method or a version is refused at once: a TLS greeting has no LF for a long time.
  private func checkFirst(_ bytes: Span<UInt8>) throws(HeadFailure) {
    guard scanned == start, bytes.count > start else { return }
    guard bytes[start].isToken || (start == 0 && bytes[start] == .cr) else { throw .notHTTP }
  }

  private func checkLimits() throws(HeadFailure) {
    if lines < 0, scanned >= firstLineLimit { throw .targetTooLong }
    if scanned >= limits.headBytes { throw .headTooLarge }
  }
}
