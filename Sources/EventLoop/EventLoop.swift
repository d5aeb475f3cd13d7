public import Kernel

/// Waits on epoll, tells the watchers, calls what is due, and drains the jobs of `@Loop` in between.
@Loop public final class EventLoop {
  public static let shared = EventLoop()

  private var epoll: Epoll
  private var table = WatchTable()
  private var timers = Timers()
  private var endOfTurn: [@Loop () -> Void] = []
  private var isStopped = false
  private let inbox = InboxWatcher()

  private init() {
    do {
      epoll = try Epoll()
      try add(Loop.executor.wakeUp.raw, .read, inbox)
    } catch { preconditionFailure("no event loop: \(error)") }
  }

  /// Watches `raw` until `remove`; the watcher is kept alive as long.
  public func add(_ raw: Int32, _ interest: Interest, _ watcher: any Watcher) throws(SystemError) {
    let token = table.insert(raw, interest, watcher)
    do { try epoll.add(raw, interest, token: token) } catch {
      _ = table.remove(raw)
      throw error
    }
  }

  /// Costs a system call only if the interest really changes.
  public func modify(_ raw: Int32, _ interest: Interest) {
    guard let token = table.change(raw, to: interest) else { return }
    try? epoll.modify(raw, interest, token: token)
  }

  /// Call it before the descriptor is closed. Harmless twice.
  public func remove(_ raw: Int32) {
    if table.remove(raw) { try? epoll.remove(raw) }
  }

  /// Calls `body` once, `delay` from now (to the next millisecond).
  @discardableResult
  public func schedule(after delay: Duration, _ body: @escaping @Loop () -> Void) -> Timer {
    let timer = Timer(due: .now + delay, body)
    timers.insert(timer)
    return timer
  }

  /// Calls `body` once all that is ready in this turn of the loop was handled, before the loop waits again.
  public func afterTurn(_ body: @escaping @Loop () -> Void) { endOfTurn.append(body) }

  /// Ends `Loop.run` after this turn.
  public func stop() { isStopped = true }

  func run() {
    while !isStopped {
      let count = epoll.wait(milliseconds: mayWait)
      for index in 0..<count {
        let (token, readiness) = epoll.event(index)
        table.watcher(token)?.ready(readiness)
      }
      callDue()
      Loop.executor.drain()
      finishTurn()
    }
  }

  private var mayWait: Int32 {
    guard Loop.executor.isIdle, endOfTurn.isEmpty else { return 0 }
    return timers.millisecondsToNext(from: .now)
  }

  // Only those due at the beginning: a timer that sets itself again must not hold up the sockets.
  private func callDue() {
    let now = ContinuousClock.now
    while let timer = timers.popDue(by: now) { timer.fire() }
  }

  private func finishTurn() {
    guard !endOfTurn.isEmpty else { return }
    let bodies = endOfTurn
    endOfTurn.removeAll(keepingCapacity: true)
    for body in bodies { body() }
  }
}

/// Takes the wake-ups of other threads; their jobs are drained in every turn anyway.
private final class InboxWatcher: Watcher {
  func ready(_ readiness: Readiness) { Loop.executor.wakeUp.wait() }
}
