internal import EventLoop

/// The connections of a client: those that rest between two requests, and how many there are of each route.
@Loop final class Pool {
  private struct Idle {
    let connection: Connection
    let timer: Timer
  }

  private let limits: HTTPClient.Limits
  /// The longest idle first.
  private var idle: [Idle] = []
  /// Connections that are open or being opened, idle ones included.
  private var open: [Route: Int] = [:]
  private var queue: [Route: [Ticket]] = [:]

  init(_ limits: HTTPClient.Limits) { self.limits = limits }

  // The event loop holds what it watches: without this, they would stay until their servers close them.
  isolated deinit {
    for idle in idle {
      idle.timer.cancel()
      idle.connection.close()
    }
  }

  /// An idle connection, or nil: open a new one, whose place is taken herewith (`closed` gives it back).
  ///
  /// errors: the deadline's, if all places stay taken until then; `CancellationError`
  func takeOrReserve(_ route: Route, mustBeFresh: Bool, by deadline: Deadline) async throws -> Connection? {
    while true {
      if !mustBeFresh, let connection = takeIdle(route) { return connection }
      if open[route, default: 0] >= limits.connectionsPerOrigin, let old = takeIdle(route) { drop(old) }
      if open[route, default: 0] < limits.connectionsPerOrigin {
        open[route, default: 0] += 1
        return nil
      }
      try await waitForPlace(route, deadline)
    }
  }

  /// Puts a connection to rest that could serve again.
  func keep(_ connection: Connection) {
    let timer = EventLoop.shared.schedule(after: limits.idleTimeout) { [weak self] in self?.expire(connection)
    }
    idle.append(Idle(connection: connection, timer: timer))
    connection.rest { [weak self] in self?.expire(connection) }
    if idle.count > limits.idleConnections { expire(idle[0].connection) }
    callNext(connection.route)
  }

  /// A place is free again.
  func closed(_ route: Route) {
    let left = open[route, default: 1] - 1
    open[route] = left == 0 ? nil : left
    callNext(route)
  }

  func closeIdle() { for idle in idle { expire(idle.connection) } }

  // The one used last is the likeliest to be still open.
  private func takeIdle(_ route: Route) -> Connection? {
    guard let index = idle.lastIndex(where: { $0.connection.route == route }) else { return nil }
    let found = idle.remove(at: index)
    found.timer.cancel()
    found.connection.wakeUp()
    return found.connection
  }

  private func expire(_ connection: Connection) {
    guard let index = idle.firstIndex(where: { $0.connection === connection }) else { return }
    idle.remove(at: index).timer.cancel()
    drop(connection)
  }

  private func drop(_ connection: Connection) {
    connection.close()
    closed(connection.route)
  }

  private func waitForPlace(_ route: Route, _ deadline: Deadline) async throws {
    let ticket = Ticket()
    queue[route, default: []].append(ticket)
    defer { leave(route, ticket) }
    do { try await ticket.wait(by: deadline) } catch {
      if ticket.isCalled { callNext(route) }  // called, and gone all the same: the place is another's
      throw error
    }
  }

  private func leave(_ route: Route, _ ticket: Ticket) {
    queue[route]?.removeAll { $0 === ticket }
    if queue[route]?.isEmpty == true { queue[route] = nil }
  }

  private func callNext(_ route: Route) {
    guard let ticket = queue[route]?.first else { return }
    queue[route]?.removeFirst()
    ticket.call()
  }
}
