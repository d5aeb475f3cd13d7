/// The parts of a request target, as ranges of the head's bytes (RFC 9112 §3.2).
struct TargetForm {
  /// The authority of an absolute target; it outranks the Host field.
  var authority: Range<Int>?
  /// The path, still encoded; empty for `http://host` and for an asterisk.
  let path: Range<Int>
  let query: Range<Int>?

  /// Takes origin form, absolute form with http or https, and for OPTIONS the asterisk.
  init(_ bytes: Span<UInt8>, _ target: Range<Int>, _ method: Method) throws(HeadFailure) {
    if target.count == 1, bytes[target.lowerBound] == 0x2a, method == .options {
      (path, query) = (target.upperBound..<target.upperBound, nil)
      return
    }
    var start = target.lowerBound
    if bytes[start] != .slash {
      let host = try Self.authority(bytes, target)
      authority = host
      start = host.upperBound
    }
    let mark = bytes.first(0x3f, from: start, to: target.upperBound)
    path = start..<(mark ?? target.upperBound)
    query = mark.map { $0 + 1..<target.upperBound }
  }

  private static func authority(_ bytes: Span<UInt8>, _ target: Range<Int>) throws(HeadFailure) -> Range<Int>
  {
    let text = bytes.extracting(target)
    let scheme = text.starts(with: "http://") ? 7 : text.starts(with: "https://") ? 8 : 0
    guard scheme > 0 else { throw .badTarget }
    let start = target.lowerBound + scheme
    var end = start
    while end < target.upperBound, bytes[end] != .slash, bytes[end] != 0x3f { end += 1 }
    guard Host.isValid(bytes.extracting(start..<end)) else { throw .badTarget }
    return start..<end
  }
}
