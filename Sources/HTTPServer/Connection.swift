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
    /// Carries an event stream or a WebSocket until one side ends it.
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
  var stream: (any OpenStream)?
  var mayPersist = true
  /// In the server's seconds; 0 is none.
  var deadline: Int32 = 0
  private var parser: RequestHead.Parser?
  private(set) var kept: [UInt8] = []
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
    if readiness.contains(.peerClosed), interest.contains(.peerClosed) { return close() }
    if readiness.contains(.write) { flush() }
    if readiness.contains(.read), interest.contains(.read) { read() }
  }

  func setDeadline(_ seconds: Int32) { deadline = server.seconds + seconds + 1 }

  /// What epoll should tell us of, as things stand. A request that waits for its handler reads nothing:
  /// the kernel's buffer and the sender's window are all the memory that a hasty client gets.
  func updateInterest() {
    if phase != .closed { EventLoop.shared.modify(socket.raw, interest) }
  }

  private var interest: Interest {
    let waiting: Interest = output.isEmpty ? [] : .write
    return switch phase {
    // The end of what the client says must not cut off the answer that it still reads.
    case .head where output.isEmpty, .lingering where output.isEmpty: .read
    case .handling where body?.isWanted == true: waiting.union(.read)
    case .handling where exchange?.isWatched == true: waiting.union(.peerClosed)
    case .streaming where stream?.wantsInput == true: waiting.union(.read)
    default: waiting
    }
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
    case .streaming where stream?.hearsClient == true:
      prependKept()
      stream?.take()
    case .streaming, .lingering, .closed: break
    }
  }

  private func prependKept() {
    guard !kept.isEmpty else { return }
    kept += server.scratch.rest()
    loadKept()
  }

  /// Handles one request after the other from what was read; those behind an unfinished one wait.
  private func takeRequests() {
    isTakingRequests = true
    while phase == .head, output.isEmpty, !server.scratch.isUsedUp { guard takeRequest() else { break } }
    isTakingRequests = false
    keepRest()
    // A body that nobody read leaves behind it what was read of the next request.
    if parser == nil { resumeTaking() } else { updateInterest() }
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
    server.countRequest()
    let exchange = Exchange(head, connection: self)
    self.exchange = exchange
    if head.framing != .none { keepRest() }
    server.handler(exchange)
  }

  func keepRest() {
    guard phase == .head || phase == .handling || stream?.hearsClient == true else { return }
    kept += server.scratch.rest()
    server.scratch.load([])
  }

  private func takeBody() {
    body?.take()
    keepRest()
    updateInterest()
  }

  func loadKept() {
    server.scratch.load(kept)
    kept = []
  }

  /// Body bytes that came along with the head; nil if there are none. Not by the scratch: another
  /// connection's requests may stand there.
  func takeKept(_ decoder: inout BodyDecoder) throws(BodyDecoder.Failure) -> BodyDecoder.Piece? {
    guard !kept.isEmpty else { return nil }
    var at = 0
    defer { kept.removeFirst(at) }
    return try decoder.piece(kept, &at, end: kept.count)
  }

  /// What came behind a request after which there is no other.
  func dropKept() { kept = [] }

  /// The answer has left, or waits in `output`: what comes next?
  func finishExchange() {
    guard phase == .handling else { return }
    forgetExchange()
    guard mayPersist else { return linger() }
    phase = .head
    setDeadline(output.isEmpty ? server.limits.idleSeconds : server.limits.writeSeconds)
    if !isTakingRequests { resumeTaking() }
  }

  /// Who still waits for the body of an answered request waits in vain.
  func forgetExchange() {
    body?.fail(.closed)
    (exchange, body) = (nil, nil)
  }

  /// Goes on with requests that came behind the last one; never within another connection's turn, whose
  /// bytes are in the scratch.
  func resumeTaking() {
    updateInterest()
    guard mayTakeKept else { return }
    EventLoop.shared.afterTurn { [self] in
      guard mayTakeKept else { return }
      loadKept()
      takeRequests()
    }
  }

  private var mayTakeKept: Bool { phase == .head && output.isEmpty && !kept.isEmpty }

  /// Closes for writing and reads on for a moment.
  func linger() {
    phase = .lingering
    dropKept()
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
    case .head: output.isEmpty ? close() : linger()
    case .streaming: stream?.finishWithTheLast()
    default: break
    }
  }
}
