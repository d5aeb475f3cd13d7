internal import EventLoop
internal import HTTP

/// One HTTP/1.1 connection to a server, directly or through a proxy: one exchange at a time.
@Loop final class Connection {
  let route: Route
  private let channel: Channel
  private let limits: HTTPClient.Limits
  // What was received and not yet used.
  private var received = Received()
  private var body: BodyDecoder?
  private var hasSentAll = false
  /// Whether an earlier exchange went over it: then its peer may have closed it behind our back.
  private(set) var isReused = false
  /// Whether a byte came since the last request.
  private(set) var hasAnswered = false

  init(_ route: Route, _ channel: Channel, _ limits: HTTPClient.Limits) {
    self.route = route
    self.channel = channel
    self.limits = limits
  }

  /// Sends the request and reads the answer's head, past any 1xx (RFC 9110 §15.2).
  func exchange(_ request: ClientRequest) async throws -> ResponseHead {
    hasAnswered = false
    hasSentAll = false
    let patience = { self.silence(request) }
    do {
      try await send(request, patience)
      hasSentAll = true
    } catch let error as HTTPClientError where error == .closedEarly(peer: route.peer) {
      // A server may refuse a body in mid-flight: its answer can still be here to be read.
      guard let head = try? await readHead(patience) else { throw error }
      return head
    }
    return try await readHead(patience)
  }

  /// Asks the proxy for a tunnel to the server (RFC 9110 §9.3.6).
  func openTunnel(by deadline: Deadline) async throws {
    try await channel.write(ClientRequest.connect(route)) { deadline }
    let head = try await readHead { deadline }
    guard (200..<300).contains(head.status) else {
      let hop = route.nextHop
      throw HTTPClientError.proxy(
        "the proxy \(hop.host):\(hop.port) refused the way to \(route.peer): \(head.status)")
    }
    guard received.isEmpty else { throw malformed("the proxy speaks before the server does") }
  }

  /// How the body of the answer ends whose head was read last.
  func expectBody(_ framing: BodyFraming) throws(BodyDecoder.Failure) {
    body = try BodyDecoder(framing, limitBytes: .max)
  }

  /// The next piece of the body; nil at its end.
  func nextPiece(by deadline: () -> Deadline) async throws -> [UInt8]? {
    while true {
      switch try decode() {
      case .data(let range): return received.piece(range)
      case .finished: return nil
      case .more: break
      }
      guard let bytes = try await channel.read(by: deadline()) else {
        guard body?.mayEndHere == true else { throw HTTPClientError.closedEarly(peer: route.peer) }
        return nil
      }
      received.put(bytes)
    }
  }

  /// Whether another request may follow: nothing is left over, and all of this one was sent.
  var isClean: Bool { hasSentAll && received.isEmpty && channel.wire.isOpen }

  func silence(_ request: ClientRequest) -> Deadline {
    Deadline(in: request.silenceTimeout, .silent(peer: route.peer, request.silenceTimeout))
  }

  /// Waits in the pool; `onEnd` is called if the peer closes or speaks unasked.
  func rest(_ onEnd: @escaping @Loop () -> Void) {
    isReused = true
    channel.wire.watchIdle(onEnd)
  }

  func wakeUp() { channel.wire.stopWatchingIdle() }

  func close() { channel.close() }

  // One write for head and body if they are small: one packet, one TLS record.
  private func send(_ request: ClientRequest, _ patience: () -> Deadline) async throws {
    let head = request.head(via: route)
    if request.body.count <= 16 * 1024 { return try await channel.write(head + request.body, patience) }
    try await channel.write(head, patience)
    try await channel.write(request.body, patience)
  }

  private func readHead(_ patience: () -> Deadline) async throws -> ResponseHead {
    for _ in 0...limits.interimResponses {
      let head = try await readOneHead(patience)
      if !head.isInterim { return head }
    }
    throw malformed("more than \(limits.interimResponses) interim answers")
  }

  private func readOneHead(_ patience: () -> Deadline) async throws -> ResponseHead {
    var parser = ResponseHead.Parser(limits: HeadLimits(headBytes: limits.headBytes))
    while true {
      if !received.isEmpty {
        do { if let head = try received.takeHead(&parser) { return head } } catch { throw translated(error) }
      }
      guard let bytes = try await channel.read(by: patience()) else {
        throw HTTPClientError.closedEarly(peer: route.peer)
      }
      hasAnswered = true
      received.put(bytes)
    }
  }

  private func decode() throws -> BodyStep {
    do { return try received.decode(&body) } catch { throw malformed(error.description) }
  }

  private func translated(_ failure: HeadFailure) -> HTTPClientError {
    switch failure {
    case .headTooLarge, .tooManyFields, .targetTooLong:
      .tooLarge(peer: route.peer, reason: failure.description)
    default: malformed(failure.description)
    }
  }

  private func malformed(_ reason: String) -> HTTPClientError { .malformed(peer: route.peer, reason: reason) }
}
