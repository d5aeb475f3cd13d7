public import EventLoop

/// Writes the body of an answer whose length was announced. Waits while the reader has enough before it.
@Loop public final class ResponseWriter {
  /// The client has gone.
  public struct Closed: Error, Sendable {}

  private var connection: Connection?
  private var remaining: Int
  private var waiter: CheckedContinuation<Void, any Error>?
  private let leave: @Loop () -> Void

  init(_ connection: Connection, length: Int, leave: @escaping @Loop () -> Void) {
    self.connection = connection
    self.leave = leave
    remaining = length
  }

  /// Bytes beyond the announced length are dropped.
  public func write(_ bytes: [UInt8]) async throws {
    guard let connection else { throw Closed() }
    let taken = bytes.count <= remaining ? bytes : Array(bytes.prefix(remaining))
    remaining -= taken.count
    connection.write(taken)
    guard connection.output.count > connection.server.limits.outputBytes else { return }
    try await withCheckedThrowingContinuation { waiter = $0 }
  }

  /// Ends the answer. One that fell short of its length breaks the connection, so that the client can tell.
  public func finish() {
    guard let connection else { return }
    self.connection = nil
    leave()
    if remaining > 0 { connection.close() } else { connection.finishExchange() }
  }

  func isWritable() {
    waiter?.resume()
    waiter = nil
  }

  func connectionClosed() {
    connection = nil
    waiter?.resume(throwing: Closed())
    waiter = nil
  }
}
