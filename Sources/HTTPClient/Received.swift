internal import HTTP

/// Bytes that came over a connection, and how far they were used: at most one read's worth beyond a head.
struct Received {
  private var bytes: [UInt8] = []
  private var start = 0

  var isEmpty: Bool { start == bytes.count }

  /// Adds what came; what is used up is let go of first.
  mutating func put(_ more: [UInt8]) {
    if isEmpty {
      bytes = more
    } else {
      bytes.removeFirst(start)
      bytes += more
    }
    start = 0
  }

  /// The head at the front, taken off; nil until all of it is here.
  mutating func takeHead(_ parser: inout ResponseHead.Parser) throws(HeadFailure) -> ResponseHead? {
    guard let head = try parser.next(bytes.span.extracting(start...)) else { return nil }
    start += head.fields.bytes.count
    return head
  }

  mutating func decode(_ decoder: inout BodyDecoder?) throws(BodyDecoder.Failure) -> BodyStep {
    var at = start
    defer { start = at }
    return try decoder?.next(bytes.span, &at) ?? .finished
  }

  /// What `decode` called data, without a copy if it is all there is.
  func piece(_ range: Range<Int>) -> [UInt8] {
    range.count == bytes.count ? bytes : Array(bytes[range])
  }
}
