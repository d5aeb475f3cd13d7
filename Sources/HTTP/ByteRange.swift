/// A range of bytes in a head, in half the room of `Range<Int>`: heads are small and their fields are many.
struct ByteRange: Sendable, Equatable {
  private let start: UInt32
  private let end: UInt32

  init(_ range: Range<Int>) {
    start = UInt32(truncatingIfNeeded: range.lowerBound)
    end = UInt32(truncatingIfNeeded: range.upperBound)
  }

  var range: Range<Int> { Int(start)..<Int(end) }
  var count: Int { Int(end &- start) }
}
