/// Bytes that live for ever and never move: what the binary carries, unpacked once at start.
public struct Bytes: @unchecked Sendable {
  package let pointer: UnsafeRawPointer
  public let count: Int

  /// Copies `bytes` to a place that is never freed.
  public init(immortal bytes: [UInt8]) {
    let place = UnsafeMutableRawPointer.allocate(byteCount: max(1, bytes.count), alignment: 16)
    bytes.withUnsafeBytes { place.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(place), byteCount: $0.count) }
    pointer = UnsafeRawPointer(place)
    count = bytes.count
  }

  /// A copy of the bytes from `start` on.
  public func array(from start: Int = 0) -> [UInt8] {
    Array(UnsafeRawBufferPointer(start: pointer + start, count: count - start))
  }
}
