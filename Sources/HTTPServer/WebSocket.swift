public import EventLoop
public import HTTP

/// A WebSocket's connection. Like an event stream it holds no queue: its handler is asked for more when the socket
/// takes more. A client that sends and does not read is not read from.
@Loop public final class WebSocket: OpenStream {
  private enum Phase {
    case open
    /// We have said goodbye, and wait until the server's clock shows this for the client's.
    case closing(until: Int32)
  }

  private var connection: Connection?
  private var handler: (any WebSocketHandler)?
  private let server: HTTPServer
  private let deflate: MessageDeflate?
  private var reader: WebSocketReader
  private var phase = Phase.open
  private var lastHeard: Int32
  private var lastPing: Int32
  /// When the message under way was first seen by the clock.
  private var messageBegan: Int32?
  private var isQueued = false

  /// While it is set, nothing is read: the handler is busy with what came.
  public var isHeld = false {
    didSet { if oldValue, !isHeld { resumeTaking() } }
  }

  init(_ connection: Connection, _ handler: any WebSocketHandler, deflate: MessageDeflate?, messageBytes: Int) {
    self.connection = connection
    self.handler = handler
    self.deflate = deflate
    server = connection.server
    reader = WebSocketReader(limitBytes: messageBytes, inflater: deflate)
    (lastHeard, lastPing) = (server.seconds, server.seconds)
  }

  public var isOpen: Bool {
    if case .open = phase { connection != nil } else { false }
  }

  /// Whether the client takes packed messages that any other would get in the same bytes.
  public var sharesDeflated: Bool { deflate?.isShared == true }

  /// Sends a message now, behind whatever waits.
  public func send(_ opcode: WebSocketOpcode, _ payload: [UInt8]) {
    guard isOpen else { return }
    if payload.count >= server.limits.socketDeflateBytes, let packed = deflate?.deflate(payload) {
      write(WebSocketFrame.encode(opcode, packed, isDeflated: true))
    } else {
      write(WebSocketFrame.encode(opcode, payload))
    }
  }

  /// Says goodbye; the client has a moment to answer.
  public func close(_ close: WebSocketClose) {
    guard isOpen else { return }
    phase = .closing(until: server.seconds + server.limits.socketCloseSeconds + 1)
    write(close.frame)
    connection?.updateInterest()
  }

  /// There may be more. Cheap, and safe to call often.
  public func wake() {
    guard !isQueued, isOpen else { return }
    isQueued = true
    server.pump.add(self)
  }

  func begin() {
    wake()
    resumeTaking()
  }

  func run() {
    isQueued = false
    for _ in 0..<server.limits.stepsPerStream { guard step() else { return } }
    wake()
  }

  /// False if there is nothing to do for now.
  private func step() -> Bool {
    guard isOpen, connection?.output.isEmpty == true, let handler else { return false }
    switch handler.next() {
    case .frames(let bytes):
      write(bytes)
      return true
    case .wait: return false
    case .close(let words):
      close(words)
      return false
    }
  }

  private func write(_ bytes: [UInt8]) { connection?.write(bytes) }
}

/// What the client says.
extension WebSocket {
  var hearsClient: Bool { connection != nil }

  var wantsInput: Bool {
    guard let connection else { return false }
    return !isHeld && connection.output.count <= server.limits.outputBytes
  }

  func take() {
    lastHeard = server.seconds
    while wantsInput, let message = nextMessage() {
      messageBegan = nil
      obey(message)
    }
    connection?.keepRest()
    connection?.updateInterest()
  }

  private func nextMessage() -> WebSocketMessage? {
    do { return try server.takeMessage(&reader) } catch {
      fail(WebSocketClose(error))
      return nil
    }
  }

  private func obey(_ message: WebSocketMessage) {
    switch message {
    case .ping(let payload): if isOpen { write(WebSocketFrame.encode(.pong, payload)) }
    case .pong: break
    // RFC 6455 §5.5.1: answered with the same code, and the server is the first to close the connection.
    case .close(let close): fail(WebSocketClose(close.code))
    case .text, .binary: if isOpen { handler?.received(message) }
    }
  }

  /// Says goodbye, unless that has been said, and ends the connection.
  private func fail(_ words: WebSocketClose) {
    if isOpen { write(words.frame) }
    let connection = self.connection
    connectionClosed()
    connection?.linger()
  }

  /// Goes on with what came while nobody wanted it; never within another connection's turn.
  private func resumeTaking() {
    connection?.updateInterest()
    EventLoop.shared.afterTurn { [self] in
      guard let connection, wantsInput, !connection.kept.isEmpty else { return }
      connection.loadKept()
      take()
    }
  }

  func isWritable() {
    wake()
    if connection?.kept.isEmpty == false { resumeTaking() }
  }

  func tick(_ now: Int32) {
    guard let connection else { return }
    if case .closing(let end) = phase { return now >= end ? connection.close() : () }
    // A client that takes its time to read is there; one that takes nothing meets the deadline for writing.
    if isHeld || !connection.output.isEmpty { lastHeard = now }
    if now - lastHeard >= server.limits.socketSilenceSeconds { return connection.close() }
    if reader.isAmidMessage {
      messageBegan = messageBegan ?? now
      if now - (messageBegan ?? now) >= server.limits.socketMessageSeconds, !isHeld {
        return fail(WebSocketClose(1008, "A message took too long."))
      }
    }
    guard connection.output.isEmpty, now - lastPing >= server.limits.socketPingSeconds else { return }
    lastPing = now
    write(Self.ping)
  }

  func finishWithTheLast() {
    run()
    close(.goingAway)
  }

  func connectionClosed() {
    connection = nil
    let handler = self.handler
    self.handler = nil
    handler?.socketEnded()
  }

  private static let ping = WebSocketFrame.encode(.ping, [])
}
