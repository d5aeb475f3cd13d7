internal import EventLoop
internal import Kernel

/// Accepts connections, some at a time. When descriptors run out it pauses: those that have a connection keep it.
@Loop final class Listener: Watcher {
  let address: SocketAddress
  private let socket: Socket
  private let server: HTTPServer
  private var retry: Timer?
  private var isShort = false
  /// accept(2), but for tests.
  var accept: @Loop (borrowing Socket) throws(SystemError) -> (socket: Socket.Accepted, peer: SocketAddress)? = {
    socket throws(SystemError) in try socket.accept()
  }

  convenience init(on address: SocketAddress, server: HTTPServer) throws {
    try self.init(try Socket.listening(on: address), server: server)
  }

  init(_ socket: consuming Socket, server: HTTPServer) throws {
    address = socket.localAddress ?? SocketAddress(.unix(""))
    self.socket = socket
    self.server = server
    try EventLoop.shared.add(self.socket.raw, .read, self)
  }

  func close() {
    retry?.cancel()
    EventLoop.shared.remove(socket.raw)
  }

  func ready(_ readiness: Readiness) {
    do {
      for _ in 0..<server.limits.acceptsPerTurn {
        guard let (accepted, peer) = try accept(socket) else { break }
        try server.adopt(accepted, from: peer)
      }
      isShort = false
    } catch {
      pause(error)
    }
  }

  /// A descriptor came free, or a second has passed.
  func resume() {
    guard let retry else { return }
    retry.cancel()
    self.retry = nil
    EventLoop.shared.modify(socket.raw, .read)
  }

  // The kernel goes on telling of the waiting connection: without a pause this would spin.
  private func pause(_ error: SystemError) {
    guard retry == nil else { return }
    // Once, however often it is tried again until it works.
    if !isShort { server.log("cannot accept connections for now: \(error)") }
    isShort = true
    EventLoop.shared.modify(socket.raw, [])
    retry = EventLoop.shared.schedule(after: .seconds(1)) { [weak self] in self?.resume() }
  }
}
