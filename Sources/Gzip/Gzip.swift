internal import CZlib

/// The gzip format (RFC 1952) by zlib.
public enum Gzip {
  public struct Failure: Error, Sendable { public let code: Int32 }

  /// The smallest that zlib can make of it, the same bytes every time.
  public static func compress(_ bytes: [UInt8]) throws(Failure) -> [UInt8] {
    var stream = z_stream()
    // 31 = the largest window, with gzip's frame.
    try check(deflateInit2_(&stream, 9, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY, zlibVersion(), structSize))
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

  private static let structSize = Int32(MemoryLayout<z_stream>.size)

  private static func run(
    _ stream: inout z_stream, _ input: [UInt8], room: Int, _ step: (UnsafeMutablePointer<z_stream>) -> Int32
  ) throws(Failure) -> [UInt8] {
    var code = Z_OK
    let output = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      input.withUnsafeBufferPointer { input in
        stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.avail_in = UInt32(input.count)
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(room)
        code = step(&stream)
      }
      count = room - Int(stream.avail_out)
    }
    guard code == Z_STREAM_END else { throw Failure(code: code) }
    return output
  }

  private static func check(_ code: Int32) throws(Failure) {
    if code != Z_OK { throw Failure(code: code) }
  }
}
