/// The sizes in which every wire input is fed: byte by byte, in small pieces, and whole.
let cutSizes = [1, 2, 7, 64, Int.max]

/// `bytes` in pieces of `size`.
func cut(_ bytes: [UInt8], _ size: Int) -> [ArraySlice<UInt8>] {
  stride(from: 0, to: bytes.count, by: min(size, max(bytes.count, 1))).map {
    bytes[$0..<min(bytes.count, $0 &+ min(size, bytes.count))]
  }
}

/// A head parsed while it grows, as a connection does it.
func grown<Head>(
  _ wire: String, _ size: Int, _ next: (Span<UInt8>) throws -> Head?
) -> Result<Head?, any Error> {
  var buffer: [UInt8] = []
  for piece in cut(Array(wire.utf8), size) {
    buffer += piece
    do { if let head = try next(buffer.span) { return .success(head) } } catch { return .failure(error) }
  }
  return .success(nil)
}
