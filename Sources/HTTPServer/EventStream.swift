public import EventLoop

/// Where an event stream takes its bytes from: a place in a log, say. It is asked when the reader can take more.
@Loop public protocol StreamSource: AnyObject {
  /// The next bytes, shared and not copied; `.wait` until `EventStream.wake`; `.end` closes the stream.
  func next() -> StreamStep
  /// The reader has gone, or the server stops. Called once.
  func streamEnded()
}

public enum StreamStep: Sendable {
  case bytes([UInt8])
  case wait
  case end
}

/// A reader of server-sent events: a socket, and a source that remembers its place. It holds no queue:
/// a reader that does not read is not asked for, and finds its place again when it comes back to reading.
@Loop public final class EventStream {
  private var connection: Connection?
  private var source: (any StreamSource)?
  private var lastWrite: Int32
  private var isQueued = false

  init(_ connection: Connection, _ source: any StreamSource) {
    self.connection = connection
    self.source = source
    lastWrite = connection.server.clock.seconds
  }

  /// There may be more. Cheap, and safe to call often: the pump serves all in turn.
  public func wake() {
    guard !isQueued, let connection else { return }
    isQueued = true
    connection.server.pump.add(self)
  }

  /// Writes until the source has nothing or the socket is full.
  func run() {
    isQueued = false
    while let connection, connection.output.isEmpty, let source {
      switch source.next() {
      case .bytes(let bytes):
        connection.write(bytes)
        lastWrite = connection.server.clock.seconds
      case .wait: return
      case .end: return finish()
      }
    }
  }

  func isWritable() { wake() }

  /// A comment keeps proxies and phones from giving up on a silent stream.
  func tick(_ now: Int32) {
    guard let connection, connection.output.isEmpty, now - lastWrite >= connection.server.limits.pingSeconds else { return }
    lastWrite = now
    connection.write(Self.ping)
  }

  /// Ends politely: after what has been written.
  func finish() {
    let connection = self.connection
    connectionClosed()
    connection?.linger()
  }

  func connectionClosed() {
    connection = nil
    source?.streamEnded()
    source = nil
  }

  private static let ping = Array(": ping\n\n".utf8)
}
