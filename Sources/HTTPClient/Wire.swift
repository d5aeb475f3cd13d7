internal import EventLoop
internal import Kernel

/// One connected socket, to be read and written by one task at a time.
///
/// It reads only when asked to, so what a slow consumer does not take stays with the kernel and, by TCP's
/// window, with the sender.
@Loop final class Wire: Watcher {
  // All wires read into the same bytes, one after the other: 64 KiB for all of them.
  private static var scratch = [UInt8](repeating: 0, count: HTTPClient.Limits.readBytes)

  private let peer: String
  private var socket: Socket?
  private var watch: Watch
  private var waiter: CheckedContinuation<Void, any Error>?
  private var waits = 0
  private let alarm = Alarm()
  /// Called when something happens while nobody waits: on an idle connection that can only be its end.
  var onUnexpected: (@Loop () -> Void)?

  init(_ socket: consuming Socket, peer: String) {
    self.peer = peer
    watch = Watch(socket.raw)
    self.socket = consume socket
  }

  var isOpen: Bool { socket != nil }

  /// The next bytes, `Limits.readBytes` at most; nil at the end of the stream. One read a turn of the loop: a
  /// peer that never pauses must not keep the others from theirs.
  ///
  /// errors: the deadline's; `.closedEarly` on a reset; `CancellationError`
  func read(by deadline: Deadline) async throws -> [UInt8]? {
    while true {
      try await wait(.read, deadline)
      if let bytes = try take() { return bytes.isEmpty ? nil : bytes }
    }
  }

  /// Sends all of `bytes`; `patience` makes the deadline anew for each stretch in which the peer takes none.
  func write(_ bytes: [UInt8], _ patience: () -> Deadline) async throws {
    var sent = 0
    while sent < bytes.count {
      let count = try send(bytes, from: sent)
      sent += count
      if sent < bytes.count, count == 0 { try await wait(.write, patience()) }
    }
  }

  /// Sends what the kernel takes at once, and forgets the rest: for a last word.
  func writeLast(_ bytes: [UInt8]) { if !bytes.isEmpty { _ = try? send(bytes, from: 0) } }

  /// Closes the socket now; whoever waits gets `error`.
  func close(_ error: any Error = CancellationError()) {
    onUnexpected = nil
    alarm.stop()
    watch.stop()
    socket = nil
    resume(.failure(error))
  }

  /// Tells of the peer's closing while the connection is idle.
  func watchIdle(_ body: @escaping @Loop () -> Void) {
    onUnexpected = body
    do { try watch.start([.read, .peerClosed], self) } catch { body() }
  }

  func stopWatchingIdle() { onUnexpected = nil }

  func ready(_ readiness: Readiness) {
    if waiter != nil { return resume(.success(())) }
    // Nobody is interested just now: without this, a level-triggered poll would spin.
    watch.stop()
    onUnexpected?()
  }

  /// Empty at the end of the stream, nil if there is nothing now.
  private func take() throws -> [UInt8]? {
    do {
      guard let count = try socket?.read(into: &Self.scratch) else { return nil }
      return Array(Self.scratch[..<count])
    } catch { throw HTTPClientError(error, peer: peer) }
  }

  private func send(_ bytes: [UInt8], from start: Int) throws -> Int {
    guard socket != nil else { throw CancellationError() }
    do { return try socket?.write(bytes, from: start) ?? 0 } catch {
      throw HTTPClientError(error, peer: peer)
    }
  }

  private func wait(_ interest: Interest, _ deadline: Deadline) async throws {
    waits += 1
    let number = waits
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { begin($0, interest, deadline) }
    } onCancel: {
      Loop.start { self.cancelled(number) }
    }
  }

  // The closure of a continuation may run a turn later (swift#85668): all is looked at here, inside.
  private func begin(
    _ continuation: CheckedContinuation<Void, any Error>, _ interest: Interest, _ deadline: Deadline
  ) {
    waiter = continuation
    guard isOpen, !Task.isCancelled else { return close() }
    do { try watch.start(interest, self) } catch { return close(error) }
    alarm.set(deadline) { self.close(deadline.error) }
  }

  // The word of a cancellation may come when that wait is over and the connection serves another request.
  private func cancelled(_ number: Int) {
    if number == waits, waiter != nil { close() }
  }

  private func resume(_ result: Result<Void, any Error>) {
    alarm.rest()
    let waiter = self.waiter
    self.waiter = nil
    waiter?.resume(with: result)
  }
}
