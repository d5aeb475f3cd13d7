internal import EventLoop
internal import HTTP
internal import Kernel

/// One client's connection: reads a request, hands it on, sees the answer out, and begins again.
@Loop final class Connection: Watcher {
  enum Phase {
    /// Between requests, or within a head.
    case head
    /// A handler has the request.
    case handling
    /// Carries an event stream until one side ends it.
    case streaming
    /// Answered and closed for writing; what still comes is thrown away.
    case lingering
    case closed
  }

  let socket: Socket
  let peer: SocketAddress
  let server: HTTPServer
  var place = 0
  var phase = Phase.head
  var output = Output()
  var exchange: Exchange?
  var body: RequestBody?
  var stream: EventStream?
  var mayPersist = true
  /// In the server's seconds; 0 is none.
  var deadline: Int32 = 0
  private var parser: RequestHead.Parser?
  private var kept: [UInt8] = []
  private var isTakingRequests = false

  init(_ socket: consuming Socket, peer: SocketAddress, server: HTTPServer) {
    self.socket = socket
    self.peer = peer
    self.server = server
  }

  func open(at place: Int) throws(SystemError) {
    self.place = place
    setDeadline(server.limits.headSeconds)
    try EventLoop.shared.add(socket.raw, .read, self)
  }

  func ready(_ readiness: Readiness) {
    if readiness.contains(.failed) || readiness.contains(.hangup) { return close() }
    if readiness.contains(.write) { flush() }
    if readiness.contains(.read) { read() }
  }

  func setDeadline(_ seconds: Int32) { deadline = server.clock.seconds + seconds + 1 }

  /// What epoll should tell us of, as things stand. A request that waits for its handler reads nothing:
  /// the kernel's buffer and the sender's window are all the memory that a hasty client gets.
  func updateInterest() {
    guard phase != .closed else { return }
    var interest: Interest = output.isEmpty ? [] : .write
    switch phase {
    case .head where output.isEmpty, .streaming, .lingering: interest.insert(.read)
    case .handling where body?.isWanted == true: interest.insert(.read)
    default: break
    }
    EventLoop.shared.modify(socket.raw, interest)
  }

  private func read() {
    do {
      guard let count = try server.scratch.fill(from: socket) else { return }
      if count == 0 { return close() }
    } catch { return close() }
    switch phase {
    case .head:
      prependKept()
      takeRequests()
    case .handling: takeBody()
    case .streaming, .lingering, .closed: break
    }
  }

  private func prependKept() {
    guard !kept.isEmpty else { return }
    kept += server.scratch.rest()
    _ = loadKept()
  }

  /// Handles one request after the other from what was read; those behind an unfinished one wait.
  private func takeRequests() {
    isTakingRequests = true
    while phase == .head, output.isEmpty, !server.scratch.isUsedUp { guard takeRequest() else { break } }
    isTakingRequests = false
    keepRest()
    updateInterest()
  }

  private func takeRequest() -> Bool {
    var parser = self.parser ?? RequestHead.Parser()
    do {
      guard let head = try server.scratch.head(&parser) else {
        if self.parser == nil { setDeadline(server.limits.headSeconds) }
        self.parser = parser
        return false
      }
      self.parser = nil
      begin(head)
      return true
    } catch {
      refuse(error.status, error.description)
      return false
    }
  }

  private func begin(_ head: RequestHead) {
    phase = .handling
    deadline = 0
    mayPersist = head.keepAlive && !server.isStopping
    if head.framing != .none { body = RequestBody(head, connection: self) }
    let exchange = Exchange(head, connection: self)
    self.exchange = exchange
    server.countRequest()
    // The handler may use the scratch through the body: what is left must be ours first.
    if head.framing != .none { keepRest() }
    server.handler(exchange)
  }

  private func keepRest() {
    guard phase != .closed, !server.scratch.isUsedUp else { return }
    kept += server.scratch.rest()
    server.scratch.load([])
  }

  private func takeBody() {
    body?.take()
    keepRest()
    updateInterest()
  }

  /// Gives body bytes that came along with the head; false if there are none.
  func loadKept() -> Bool {
    guard !kept.isEmpty else { return false }
    server.scratch.load(kept)
    kept = []
    return true
  }

  func keepUnusedBody() { keepRest() }

  /// The answer has left, or waits in `output`: what comes next?
  func finishExchange() {
    guard phase == .handling else { return }
    (exchange, body) = (nil, nil)
    guard mayPersist else { return linger() }
    phase = .head
    setDeadline(output.isEmpty ? server.limits.idleSeconds : server.limits.writeSeconds)
    if !isTakingRequests { resumeTaking() }
  }

  /// Goes on with requests that came behind the last one; never within another connection's turn, whose
  /// bytes are in the scratch.
  func resumeTaking() {
    updateInterest()
    guard !kept.isEmpty, output.isEmpty else { return }
    EventLoop.shared.afterTurn { [self] in
      guard phase == .head, output.isEmpty, loadKept() else { return }
      takeRequests()
    }
  }

  /// Closes for writing and reads on for a moment.
  func linger() {
    phase = .lingering
    guard output.isEmpty else { return updateInterest() }
    setDeadline(server.limits.lingerSeconds)
    socket.finishWriting()
    updateInterest()
  }

  func close() {
    guard phase != .closed else { return }
    phase = .closed
    EventLoop.shared.remove(socket.raw)
    output = Output()
    body?.fail(.closed)
    exchange?.connectionClosed()
    stream?.connectionClosed()
    (exchange, body, stream, kept, parser) = (nil, nil, nil, [], nil)
    server.forget(self)
  }

  /// Called once a second.
  func tick(_ now: Int32) {
    stream?.tick(now)
    guard deadline > 0, now >= deadline else { return }
    switch phase {
    case .head where parser != nil: refuse(408, "The request's head took too long.")
    case .handling where body?.isWanted == true: body?.fail(.timedOut)
    default: close()
    }
  }

  func serverIsStopping() {
    mayPersist = false
    switch phase {
    case .head: close()
    case .streaming: stream?.finish()
    default: break
    }
  }
}
