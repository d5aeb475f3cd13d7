public import EventLoop

/// Where an event stream takes its bytes from: a place in a log, say. It is asked when the reader can take more.
@Loop public protocol StreamSource: AnyObject {
  /// The next bytes, shared and not copied; `.wait` until `EventStream.wake`; `.end` closes the stream.
  func next() -> StreamStep
  /// The reader has gone, or the server stops. Called once.
  func streamEnded()
  /// The server stops: what `next` gives now is the last. Nothing to say is usual.
  func serverStops()
}

extension StreamSource {
  public func serverStops() {}
}

public enum StreamStep: Sendable {
  case bytes([UInt8])
  case wait
  case end
}

/// A reader of server-sent events: a socket, and a source that remembers its place. It holds no queue:
/// a reader that does not read is not asked for, and finds its place again when it comes back to reading.
@Loop public final class EventStream: OpenStream {
  private var connection: Connection?
  private var source: (any StreamSource)?
  private let server: HTTPServer
  private var lastWrite: Int32
  private var isQueued = false

  init(_ connection: Connection, _ source: any StreamSource) {
    self.connection = connection
    self.source = source
    server = connection.server
    lastWrite = server.seconds
  }

  /// There may be more. Cheap, and safe to call often: the pump serves all in turn.
  public func wake() {
    guard !isQueued, connection != nil else { return }
    isQueued = true
    server.pump.add(self)
  }

  /// Writes until the source has nothing, the socket is full, or it is the others' turn.
  func run() {
    isQueued = false
    guard let connection else { return }
    for _ in 0..<server.limits.stepsPerStream { guard step(connection) else { return } }
    wake()
  }

  /// False if there is nothing to do for now.
  private func step(_ connection: Connection) -> Bool {
    guard connection.output.isEmpty, let source else { return false }
    switch source.next() {
    case .bytes(let bytes):
      connection.write(bytes)
      lastWrite = server.seconds
      return true
    case .wait: return false
    case .end:
      finish()
      return false
    }
  }

  func isWritable() { wake() }

  var hearsClient: Bool { false }
  var wantsInput: Bool { true }
  func take() {}

  /// A comment keeps proxies and phones from giving up on a silent stream.
  func tick(_ now: Int32) {
    guard let connection, connection.output.isEmpty, now - lastWrite >= server.limits.pingSeconds else { return }
    lastWrite = now
    connection.write(Self.ping)
  }

  /// Ends politely: after what has been written.
  func finish() {
    let connection = self.connection
    connectionClosed()
    connection?.linger()
  }

  /// Ends with what the source has by now, as far as the reader takes it.
  func finishWithTheLast() {
    source?.serverStops()
    run()
    finish()
  }

  func connectionClosed() {
    connection = nil
    let source = self.source
    self.source = nil
    source?.streamEnded()
  }

  private static let ping = Array(": ping\n\n".utf8)
}
