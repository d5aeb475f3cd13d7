public import Kernel

/// What a program writes into a pipe, read only as somebody asks for it: so a flood waits at its source.
@Loop public final class ProcessOutput: Watcher {
  private static let pieceBytes = 64 * 1024

  private var descriptor: FileDescriptor?
  private var waiter: CheckedContinuation<Void, Never>?

  init(_ descriptor: consuming FileDescriptor?) { self.descriptor = descriptor }

  /// The next bytes, at most 64 KiB; nil at the end, which comes when nobody holds the other end of the pipe.
  /// Asked by one at a time.
  public func next() async -> [UInt8]? {
    var piece: [UInt8]?
    repeat {
      // One piece a turn of the loop, so that a flood starves nobody.
      await becomeReady()
      piece = read()
    } while piece == nil
    return piece?.isEmpty == true ? nil : piece
  }

  /// Reads no more: `next` is nil from now on, and the program is told that its pipe is broken.
  public func close() {
    stopWatching()
    descriptor = nil
    wake()
  }

  public func ready(_ readiness: Readiness) {
    stopWatching()
    wake()
  }

  /// Nil: nothing yet. Empty: the end.
  private func read() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: Self.pieceBytes)
    do {
      guard let count = try descriptor?.read(into: &buffer), count > 0 else {
        close()
        return []
      }
      buffer.removeLast(buffer.count - count)
      return buffer
    } catch {
      if error.isWouldBlock { return nil }
      close()
      return []
    }
  }

  // Watched only while somebody waits: a pipe whose writer is gone would else call at every turn of the loop.
  // Inlined into `next` it crashes Swift 6.2's compiler.
  @inline(never) private func becomeReady() async {
    await withCheckedContinuation { watch($0) }
  }

  private func watch(_ continuation: CheckedContinuation<Void, Never>) {
    guard let raw = descriptor?.raw, (try? EventLoop.shared.add(raw, .read, self)) != nil else {
      return continuation.resume()
    }
    waiter = continuation
  }

  private func stopWatching() {
    if let raw = descriptor?.raw { EventLoop.shared.remove(raw) }
  }

  private func wake() {
    waiter?.resume()
    waiter = nil
  }
}
