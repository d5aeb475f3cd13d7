internal import EventLoop
internal import HTTP
internal import Kernel

/// The way out: at once if the socket takes it, else when it can.
extension Connection {
  func send(_ response: PreparedResponse, _ version: Version, isHead: Bool) {
    settleBody()
    write(response, version, isHead: isHead)
    finishExchange()
  }

  /// Adds the lines that differ from request to request.
  func completed(_ response: PreparedResponse, _ version: Version) -> [UInt8] {
    var head = response.head
    head += server.dateLine()
    if !mayPersist { head += Self.closeLine } else if version == .http10 { head += Self.keepLine }
    head += [13, 10]
    return head
  }

  func beginWriting(_ response: PreparedResponse, _ version: Version) {
    settleBody()
    write(completed(response, version))
  }

  /// The stream has no length: it ends with the connection, so every reader gets the very same bytes.
  func beginStream(
    _ response: PreparedResponse, _ version: Version, _ source: any StreamSource
  ) -> EventStream {
    settleBody()
    mayPersist = false
    forgetExchange()
    dropKept()
    phase = .streaming
    let stream = EventStream(self, source)
    self.stream = stream
    write(completed(response, version))
    if output.isEmpty { deadline = 0 }
    updateInterest()
    stream.wake()
    return stream
  }

  /// From here on both sides speak frames; what came behind the request is the first of them.
  func beginWebSocket(_ fields: Fields, _ make: (Connection) -> WebSocket) -> WebSocket {
    mayPersist = false
    forgetExchange()
    phase = .streaming
    let socket = make(self)
    stream = socket
    write(PreparedResponse(101, fields, length: nil).head + server.dateLine() + [13, 10])
    if output.isEmpty { deadline = 0 }
    updateInterest()
    socket.begin()
    return socket
  }

  func write(_ bytes: [UInt8]) {
    guard phase != .closed else { return }
    guard output.isEmpty else { return output.append(.bytes(bytes)) }
    do {
      let taken = try socket.write(bytes)
      output.append(.bytes(bytes), from: taken)
      if !output.isEmpty { beginWaiting() }
    } catch { closeSoon() }
  }

  /// Answers in the server's own name and ends the connection.
  func refuse(_ status: Int, _ words: String) {
    guard phase != .closed else { return }
    mayPersist = false
    write(PreparedResponse(server.refusal(status, words)), .http11, isHead: false)
    if phase != .closed { linger() }
  }

  func flush() {
    do {
      if try output.flush(to: socket) { setDeadline(server.limits.writeSeconds) }
    } catch { return close() }
    guard output.isEmpty else { return }
    if phase == .handling || phase == .streaming { deadline = 0 }
    stream?.isWritable()
    exchange?.isWritable()
    switch phase {
    case .head:
      setDeadline(server.limits.idleSeconds)
      resumeTaking()
    case .lingering: linger()
    default: updateInterest()
    }
  }

  private func write(_ response: PreparedResponse, _ version: Version, isHead: Bool) {
    let head = completed(response, version)
    switch response.body {
    case _ where isHead, .none: write(head)
    case .bytes(let bytes): write(head + bytes)
    case .immortal(let bytes): write(head, bytes)
    }
  }

  private func write(_ head: [UInt8], _ body: Bytes) {
    guard phase != .closed else { return }
    guard output.isEmpty else {
      output.append(.bytes(head))
      return output.append(.immortal(body))
    }
    do {
      let taken = try socket.write(head, body)
      output.append(.bytes(head), from: min(taken, head.count))
      output.append(.immortal(body), from: max(0, taken - head.count))
      if !output.isEmpty { beginWaiting() }
    } catch { closeSoon() }
  }

  // The caller is in the middle of a story that must not find its connection gone.
  private func closeSoon() {
    mayPersist = false
    server.closeAfterTurn(self)
  }

  // A write deadline runs only while something waits to be written, and anew with every byte taken.
  private func beginWaiting() {
    setDeadline(server.limits.writeSeconds)
    updateInterest()
  }

  /// A body nobody read stands before the next request: what has come of it is dropped; if that is not all,
  /// the connection cannot go on.
  private func settleBody() {
    if let body, !body.skip() { mayPersist = false }
  }

  private static let closeLine = Array("Connection: close\r\n".utf8)
  private static let keepLine = Array("Connection: keep-alive\r\n".utf8)
}
