import Glibc

/// Copies between borrowed and owned bytes, and the search for one byte: the one place of this room where a
/// buffer pointer is touched, because Swift 6.2 has neither for spans and a loop costs a nanosecond a byte.
extension [UInt8] {
  /// A copy of borrowed bytes. One allocation.
  public init(copying bytes: Span<UInt8>) {
    self = unsafe bytes.withUnsafeBufferPointer { unsafe [UInt8]($0) }
  }

  /// Appends a copy of borrowed bytes.
  public mutating func append(copying bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}

extension String {
  /// The bytes read as UTF-8; what is not UTF-8 becomes U+FFFD.
  public init(repairing bytes: Span<UInt8>) {
    self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }

  /// The bytes read as UTF-8, or nil if they are not.
  public init?(strictly bytes: Span<UInt8>) {
    guard let text = unsafe bytes.withUnsafeBufferPointer({ unsafe String(validating: $0, as: UTF8.self) })
    else { return nil }
    self = text
  }
}

extension Span<UInt8> {
  /// The first place of `byte` from `start` on and before `end` (else the end), or nil.
  func first(_ byte: UInt8, from start: Int = 0, to end: Int? = nil) -> Int? {
    let end = end ?? count
    precondition(start >= 0 && end <= count)
    guard start < end else { return nil }
    return unsafe withUnsafeBufferPointer { all in
      guard let base = all.baseAddress, let hit = unsafe memchr(base + start, Int32(byte), end - start)
      else { return nil }
      return unsafe base.distance(to: hit.assumingMemoryBound(to: UInt8.self))
    }
  }
}
