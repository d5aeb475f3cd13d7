internal import CZlib

/// The gzip format (RFC 1952) by zlib.
public enum Gzip {
  public struct Failure: Error, Sendable { public let code: Int32 }

  /// The same bytes every time.
  ///
  /// level: zlib's, from 1 (fast) to 9 (the smallest that it can make)
  public static func compress(_ bytes: [UInt8], level: Int32 = 9) throws(Failure) -> [UInt8] {
    var stream = z_stream()
    // 31 = the largest window, with gzip's frame.
    try check(deflateInit2_(&stream, level, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY, zlibVersion(), structSize))
    defer { deflateEnd(&stream) }
    let bound = Int(deflateBound(&stream, UInt(bytes.count)))
    return try run(&stream, bytes, room: bound) { deflate($0, Z_FINISH) }
  }

  /// `size`: what it was before; more than that is an error.
  public static func inflate(_ bytes: [UInt8], size: Int) throws(Failure) -> [UInt8] {
    var stream = z_stream()
    try check(inflateInit2_(&stream, 31, zlibVersion(), structSize))
    defer { inflateEnd(&stream) }
    return try run(&stream, bytes, room: max(size, 1)) { CZlib.inflate($0, Z_FINISH) }
  }

  /// The beginning of what was packed by gzip, zlib (RFC 1950) or bare deflate (RFC 1951), and whether it is all.
  /// What was cut off is not an error: what can be had of it comes out.
  public static func inflatePrefix(
    _ bytes: [UInt8], atMost limit: Int
  ) throws(Failure) -> (bytes: [UInt8], isWhole: Bool) {
    // 47 = either frame, as its first bytes say; -15 = none: some servers mean that by "deflate".
    do { return try inflatePrefix(bytes, limit, window: 47) } catch {
      return try inflatePrefix(bytes, limit, window: -15)
    }
  }

  private static func inflatePrefix(
    _ bytes: [UInt8], _ limit: Int, window: Int32
  ) throws(Failure) -> (bytes: [UInt8], isWhole: Bool) {
    var stream = z_stream()
    try check(inflateInit2_(&stream, window, zlibVersion(), structSize))
    defer { inflateEnd(&stream) }
    var code = Z_OK
    let output = fill(&stream, bytes, room: max(limit, 1)) { code = CZlib.inflate($0, Z_SYNC_FLUSH) }
    let isWhole = code == Z_STREAM_END
    // Nearly any bytes begin a bare deflate: without a word of it they are none.
    let isCut = window > 0 && (code == Z_OK || code == Z_BUF_ERROR)
    guard isWhole || isCut || !output.isEmpty else { throw Failure(code: code) }
    return (output, isWhole)
  }

  private static let structSize = Int32(MemoryLayout<z_stream>.size)

  private static func run(
    _ stream: inout z_stream, _ input: [UInt8], room: Int, _ step: (UnsafeMutablePointer<z_stream>) -> Int32
  ) throws(Failure) -> [UInt8] {
    var code = Z_OK
    let output = fill(&stream, input, room: room) { code = step($0) }
    guard code == Z_STREAM_END else { throw Failure(code: code) }
    return output
  }

  static func fill(
    _ stream: inout z_stream, _ input: [UInt8], room: Int, _ step: (UnsafeMutablePointer<z_stream>) -> Void
  ) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      input.withUnsafeBufferPointer { input in
        stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.avail_in = UInt32(input.count)
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(room)
        step(&stream)
      }
      count = room - Int(stream.avail_out)
    }
  }

  private static func check(_ code: Int32) throws(Failure) {
    if code != Z_OK { throw Failure(code: code) }
  }
}
