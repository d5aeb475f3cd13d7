internal import EventLoop
internal import Kernel

/// One race for a connection over all addresses of a host: each next address starts when the one before it
/// failed or was silent for a while (RFC 8305); the first that connects wins, the others are closed.
@Loop final class Dial {
  private let peer: String
  private let nextAddressDelay: Duration
  private var addresses: ArraySlice<SocketAddress>
  private var attempts: [Attempt] = []
  private var lastError: HTTPClientError
  private var stagger: Timer?
  private var limit: Timer?
  private var continuation: CheckedContinuation<Wire, any Error>?

  private init(_ addresses: [SocketAddress], peer: String, nextAddressDelay: Duration) {
    self.addresses = addresses[...]
    self.peer = peer
    self.nextAddressDelay = nextAddressDelay
    lastError = .unreachable(peer: peer, reason: "it has no address")
  }

  /// errors: the deadline's; else that of the address which failed last; `CancellationError`
  static func connect(
    to addresses: [SocketAddress], peer: String, by deadline: Deadline, nextAddressDelay: Duration
  ) async throws -> Wire {
    let dial = Dial(addresses, peer: peer, nextAddressDelay: nextAddressDelay)
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { dial.begin($0, deadline) }
    } onCancel: {
      Loop.start { dial.end(.failure(CancellationError())) }
    }
  }

  private func begin(_ continuation: CheckedContinuation<Wire, any Error>, _ deadline: Deadline) {
    self.continuation = continuation
    if Task.isCancelled { return end(.failure(CancellationError())) }
    limit = EventLoop.shared.schedule(after: deadline.timeLeft) { self.end(.failure(deadline.error)) }
    startNext()
  }

  private func startNext() {
    stagger?.cancel()
    guard continuation != nil else { return }
    while let address = addresses.popFirst() {
      do {
        attempts.append(try Attempt(address, self))
        stagger = EventLoop.shared.schedule(after: nextAddressDelay) { self.startNext() }
        return
      } catch { lastError = HTTPClientError(error, peer: peer) }
    }
    if attempts.isEmpty { end(.failure(lastError)) }
  }

  fileprivate func connected(_ attempt: Attempt) {
    guard let socket = attempt.takeSocket() else { return }
    end(.success(Wire(socket, peer: peer)))
  }

  fileprivate func failed(_ attempt: Attempt, _ code: Int32) {
    lastError = HTTPClientError(SystemError("connect", code: code), peer: peer)
    attempt.close()
    attempts.removeAll { $0 === attempt }
    startNext()
  }

  private func end(_ result: Result<Wire, any Error>) {
    guard let continuation else { return }
    self.continuation = nil
    stagger?.cancel()
    limit?.cancel()
    for attempt in attempts { attempt.close() }
    attempts = []
    continuation.resume(with: result)
  }
}

/// One address of a `Dial`.
@Loop private final class Attempt: Watcher {
  private var socket: Socket?
  private let raw: Int32
  private unowned let dial: Dial

  init(_ address: SocketAddress, _ dial: Dial) throws(SystemError) {
    let socket = try Socket.connecting(to: address)
    raw = socket.raw
    self.dial = dial
    self.socket = consume socket
    try EventLoop.shared.add(raw, .write, self)
  }

  func ready(_ readiness: Readiness) {
    guard let code = socket?.connectionError() else { return }
    if code == 0 { dial.connected(self) } else { dial.failed(self, code) }
  }

  func takeSocket() -> Socket? {
    EventLoop.shared.remove(raw)
    return socket.take()
  }

  func close() {
    guard socket != nil else { return }
    EventLoop.shared.remove(raw)
    socket = nil
  }
}
