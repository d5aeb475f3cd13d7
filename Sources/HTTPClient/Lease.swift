internal import EventLoop

/// A connection out of the pool, which gets it back or is told that it is gone: exactly one of the two, once.
@Loop final class Lease {
  let connection: Connection
  private weak var pool: Pool?
  private var isOver = false

  init(_ connection: Connection, _ pool: Pool) {
    self.connection = connection
    self.pool = pool
  }

  /// Offers the connection for the next request.
  func giveBack() {
    guard connection.isClean, let pool else { return close() }
    guard !isOver else { return }
    isOver = true
    pool.keep(connection)
  }

  func close() {
    guard !isOver else { return }
    isOver = true
    connection.close()
    pool?.closed(connection.route)
  }
}
