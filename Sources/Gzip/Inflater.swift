internal import CZlib

/// Unpacks bare deflate that comes in pieces, up to a limit.
///
/// memory: some 40 KiB with the largest window
public final class Inflater {
  /// Why it was given up.
  public enum Failure: Error, Sendable {
    case malformed
    /// More would come out than is allowed.
    case tooLarge
  }

  private let stream: UnsafeMutablePointer<z_stream>
  private var hasEnded = false

  public init() throws(Failure) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let code = inflateInit2_(stream, -15, zlibVersion(), Int32(MemoryLayout<z_stream>.size))
    if code != Z_OK { throw .malformed }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Appends what comes of `input`.
  ///
  /// limitBytes: what `output` may hold then; a bomb is given up at the first byte more
  /// cost:       O(input + output)
  public func inflate(_ input: [UInt8], into output: inout [UInt8], limitBytes: Int) throws(Failure) {
    var at = 0
    var isFull = true
    while at < input.count || isFull {
      // A block that says it is the last is followed by another stream (RFC 7692 §7.2.3.4).
      if hasEnded { try begin() }
      let (taken, code) = step(input, at, into: &output)
      isFull = taken.isFull
      at += taken.count
      guard output.count <= limitBytes else { throw .tooLarge }
      switch code {
      case Z_OK: continue
      case Z_BUF_ERROR: return
      case Z_STREAM_END:
        hasEnded = true
        if at == input.count { return }
      default: throw .malformed
      }
    }
  }

  private func begin() throws(Failure) {
    hasEnded = false
    if inflateReset(stream) != Z_OK { throw .malformed }
  }

  private func step(
    _ input: [UInt8], _ at: Int, into output: inout [UInt8]
  ) -> (taken: (count: Int, isFull: Bool), code: Int32) {
    let room = 16_384
    var code = Z_OK
    var left = 0
    let piece = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      input.withUnsafeBufferPointer { input in
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress.map { $0 + at })
        stream.pointee.avail_in = UInt32(input.count - at)
        stream.pointee.next_out = buffer.baseAddress
        stream.pointee.avail_out = UInt32(room)
        code = CZlib.inflate(stream, Z_SYNC_FLUSH)
        left = Int(stream.pointee.avail_in)
      }
      count = room - Int(stream.pointee.avail_out)
    }
    output += piece
    return ((input.count - at - left, piece.count == room), code)
  }
}
