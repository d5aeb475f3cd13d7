/// What a head's fields say about the message itself: where its body ends, whether the connection lives on,
/// whom it is for. Gathered while the lines are read, so that nobody has to look for them again.
struct MessageControl {
  private(set) var host: Range<Int>?
  private(set) var contentLength: Int?
  private(set) var isChunked = false
  private(set) var closes = false
  private(set) var keepsAlive = false
  private(set) var expectsContinue = false

  /// Looks at one field line; most are told apart by the length of their names alone.
  mutating func note(_ bytes: Span<UInt8>, name: Range<Int>, value: Range<Int>) throws(HeadFailure) {
    let field = bytes.extracting(name)
    switch name.count {
    case 4 where field.isSame(as: "host"): try noteHost(value)
    case 6 where field.isSame(as: "expect"): try noteExpectation(bytes.extracting(value))
    case 10 where field.isSame(as: "connection"): noteConnection(bytes.extracting(value))
    case 14 where field.isSame(as: "content-length"): try noteLength(bytes.extracting(value))
    case 17 where field.isSame(as: "transfer-encoding"): try noteCoding(bytes.extracting(value))
    default: break
    }
  }

  private mutating func noteHost(_ value: Range<Int>) throws(HeadFailure) {
    guard host == nil else { throw .duplicateHost }
    host = value
  }

  private mutating func noteExpectation(_ value: Span<UInt8>) throws(HeadFailure) {
    guard value.isSame(as: "100-continue") else { throw .unsupportedExpectation }
    expectsContinue = true
  }

  /// What nearly every browser sends is answered by one comparison.
  private mutating func noteConnection(_ value: Span<UInt8>) {
    let isPlain = value.isSame(as: "keep-alive")
    keepsAlive = keepsAlive || isPlain || value.lists("keep-alive")
    closes = closes || (!isPlain && value.lists("close"))
  }

  /// A list of equal lengths may be repaired by the letter of RFC 9112 §6.3; we refuse every second length.
  private mutating func noteLength(_ value: Span<UInt8>) throws(HeadFailure) {
    guard contentLength == nil, value.first(.comma) == nil else { throw .duplicateLength }
    contentLength = value.decimal()
    if contentLength == nil { throw value.isAllDigits ? .lengthTooLarge : .badLength }
  }

  private mutating func noteCoding(_ value: Span<UInt8>) throws(HeadFailure) {
    if isChunked { throw .duplicateCoding }
    guard value.isSame(as: "chunked") else {
      throw value.isRepeatedChunked ? .duplicateCoding : .unsupportedCoding
    }
    isChunked = true
  }

  /// The rules that need the whole head (RFC 9112 §6.1).
  func check(_ version: Version) throws(HeadFailure) {
    guard isChunked else { return }
    if contentLength != nil { throw .lengthAndCoding }
    if version == .http10 { throw .codingOnHTTP10 }
  }

  func keepAlive(_ version: Version) -> Bool {
    !closes && (version == .http11 || keepsAlive)
  }
}

extension Span<UInt8> {
  fileprivate var isAllDigits: Bool {
    for index in indices where !self[index].isDigit { return false }
    return count > 0
  }

  /// `chunked, chunked` in any spelling: said more clearly than "unsupported".
  fileprivate var isRepeatedChunked: Bool {
    let end = elementEnd(from: 0)
    return end < count && extracting(trimmed(0..<end)).isSame(as: "chunked")
      && extracting(end + 1..<count).lists("chunked")
  }
}
