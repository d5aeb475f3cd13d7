/// The first line of a request: method, target, version (RFC 9112 §3).
struct RequestLine {
  let method: Method
  let target: Range<Int>
  let version: Version
  /// The first byte after the line.
  let end: Int

  /// Reads the line that starts at `start`. The longest method known to IANA has 17 letters.
  init(_ bytes: Span<UInt8>, from start: Int) throws(HeadFailure) {
    let methodEnd = try Self.methodEnd(bytes, from: start)
    target = try Self.target(bytes, from: methodEnd + 1)
    let lineEnd = try HeadLines.valueEnd(bytes, from: target.upperBound)
    guard bytes[target.upperBound] == .space, lineEnd - target.upperBound > 1 else { throw .badVersion }
    version = try Version(bytes.extracting(target.upperBound + 1..<lineEnd))
    method = Self.method(bytes.extracting(start..<methodEnd))
    end = lineEnd + 2
  }

  private static func methodEnd(_ bytes: Span<UInt8>, from start: Int) throws(HeadFailure) -> Int {
    var index = start
    while bytes[index].isToken { index += 1 }
    guard bytes[index] == .space, index > start else { throw bytes[index] == 0 ? .nul : .badRequestLine }
    if index - start > 24 { throw .methodTooLong }
    if index - start == 7, bytes.extracting(start..<index).isSame(as: "CONNECT") { throw .unsupportedConnect }
    return index
  }

  /// Visible ASCII without `#`: a fragment is never sent, and all else must be percent-encoded.
  private static func target(_ bytes: Span<UInt8>, from start: Int) throws(HeadFailure) -> Range<Int> {
    var index = start
    while bytes[index] > 0x20 && bytes[index] < 0x7f && bytes[index] != 0x23 { index += 1 }
    if index == start && bytes[index] == .space { throw .badRequestLine }
    guard bytes[index] == .space || bytes[index] == .cr, index > start else {
      throw bytes[index] == 0 ? .nul : .badTarget
    }
    return start..<index
  }

  /// GET without a String.
  private static func method(_ bytes: Span<UInt8>) -> Method {
    if bytes.count == 3, bytes[0] == 0x47, bytes[1] == 0x45, bytes[2] == 0x54 { return .get }
    return Method(String(repairing: bytes))
  }
}
