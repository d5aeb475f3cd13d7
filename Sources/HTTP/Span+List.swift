/// Comma-separated lists (RFC 9110 §5.6.1), read without allocation.
extension Span<UInt8> {
  /// Does the list hold this token, upper and lower case alike?
  func lists(_ token: String) -> Bool {
    var start = 0
    while start < count {
      let end = elementEnd(from: start)
      if extracting(trimmed(start..<end)).isSame(as: token) { return true }
      start = end + 1
    }
    return false
  }
}
