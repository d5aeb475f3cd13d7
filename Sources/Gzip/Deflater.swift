internal import CZlib

/// Packs messages one after the other as bare deflate, each so that it can be unpacked as soon as it is there
/// (RFC 7692 §7.2.1): without the four bytes at its end that are always the same.
///
/// memory: some 256 KiB with the largest window
public final class Deflater {
  private let stream: UnsafeMutablePointer<z_stream>

  /// window: its size as a power of two, 9 to 15
  public init(window: Int = 15) throws(Gzip.Failure) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let size = Int32(MemoryLayout<z_stream>.size)
    let code = deflateInit2_(
      stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, Int32(-window), 8, Z_DEFAULT_STRATEGY, zlibVersion(), size)
    // The instance lives from here on: `deinit` lets go of what there is.
    if code != Z_OK { throw Gzip.Failure(code: code) }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  /// cost: O(message)
  public func message(_ bytes: [UInt8]) throws(Gzip.Failure) -> [UInt8] {
    let room = Int(deflateBound(stream, UInt(bytes.count))) + 16
    var code = Z_OK
    var packed = Gzip.fill(&stream.pointee, bytes, room: room) { code = deflate($0, Z_SYNC_FLUSH) }
    // Nothing to pack and nothing said since the last time.
    if code == Z_BUF_ERROR, bytes.isEmpty { return [0] }
    guard code == Z_OK, packed.suffix(4) == [0, 0, 0xff, 0xff] else { throw Gzip.Failure(code: code) }
    packed.removeLast(4)
    return packed.isEmpty ? [0] : packed
  }
}
