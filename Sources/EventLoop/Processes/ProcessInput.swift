internal import Glibc
internal import Kernel

/// What a program reads from a pipe: pieces in the order in which they were given.
@Loop final class ProcessInput: Watcher {
  private struct Piece {
    let bytes: [UInt8]
    var done = 0
    let writer: CheckedContinuation<SystemError?, Never>
  }

  private var descriptor: FileDescriptor?
  private var pieces: [Piece] = []
  private var isWatched = false

  init(_ descriptor: consuming FileDescriptor?) { self.descriptor = descriptor }

  func write(_ bytes: [UInt8]) async throws(SystemError) {
    let failure = await withCheckedContinuation { continuation in
      pieces.append(Piece(bytes: bytes, writer: continuation))
      if pieces.count == 1 { flush() }
    }
    if let failure { throw failure }
  }

  /// Pieces that are still waiting fail.
  func close() { fail(SystemError("write", code: EPIPE)) }

  func ready(_ readiness: Readiness) { flush() }

  private func flush() {
    do {
      while !pieces.isEmpty {
        guard pieces[0].done < pieces[0].bytes.count else {
          pieces.removeFirst().writer.resume(returning: nil)
          continue
        }
        guard let count = try descriptor?.write(pieces[0].bytes, from: pieces[0].done) else { return close() }
        pieces[0].done += count
      }
      unwatch()
    } catch {
      if error.isWouldBlock { watch() } else { fail(error) }
    }
  }

  private func fail(_ error: SystemError) {
    unwatch()
    descriptor = nil
    let failed = pieces
    pieces = []
    for piece in failed { piece.writer.resume(returning: error) }
  }

  private func watch() {
    guard !isWatched, let raw = descriptor?.raw else { return }
    do { try EventLoop.shared.add(raw, .write, self) } catch { return fail(error) }
    isWatched = true
  }

  private func unwatch() {
    guard isWatched, let raw = descriptor?.raw else { return }
    EventLoop.shared.remove(raw)
    isWatched = false
  }
}
