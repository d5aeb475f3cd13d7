internal import Kernel

/// What a slow reader has not taken yet. Empty, and without memory, for all others.
struct Output {
  enum Chunk {
    case bytes([UInt8])
    case immortal(Bytes)

    var count: Int {
      switch self {
      case .bytes(let bytes): bytes.count
      case .immortal(let bytes): bytes.count
      }
    }
  }

  private var chunks: [Chunk] = []
  private var start = 0
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }

  /// `from`: how much of the chunk has left already.
  mutating func append(_ chunk: Chunk, from written: Int = 0) {
    guard written < chunk.count else { return }
    if chunks.isEmpty { start = written }
    count += chunk.count - written
    chunks.append(chunk)
  }

  /// Sends as much as the socket takes; true if that was anything.
  mutating func flush(to socket: borrowing Socket) throws(SystemError) -> Bool {
    let before = count
    while let chunk = chunks.first {
      let taken =
        switch chunk {
        case .bytes(let bytes): try socket.write(bytes, from: start)
        case .immortal(let bytes): try socket.write(bytes, from: start)
        }
      count -= taken
      start += taken
      guard start == chunk.count else { break }
      chunks.removeFirst()
      start = 0
    }
    return count < before
  }
}
