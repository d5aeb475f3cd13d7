internal import EventLoop

/// Lets any number of tasks wait for something, each as long as it has patience.
@Loop final class Bell {
  private var isRung = false
  private var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
  private var last = 0

  func ring() {
    isRung = true
    for waiter in waiters.values { waiter.resume() }
    waiters = [:]
  }

  /// Returns when it rings or has rung, when `limit` has passed, or when the task is cancelled.
  func wait(atMost limit: Duration) async {
    last += 1
    let number = last
    let timer = EventLoop.shared.schedule(after: limit) { self.release(number) }
    await withTaskCancellationHandler {
      await withCheckedContinuation { begin($0, number, until: .now + limit) }
    } onCancel: {
      Loop.start { self.release(number) }
    }
    timer.cancel()
  }

  // The closure of a continuation may run a turn later (swift#85668): all is looked at here, inside.
  private func begin(
    _ continuation: CheckedContinuation<Void, Never>, _ number: Int, until end: ContinuousClock.Instant
  ) {
    if isRung || Task.isCancelled || end <= .now { return continuation.resume() }
    waiters[number] = continuation
  }

  private func release(_ number: Int) { waiters.removeValue(forKey: number)?.resume() }
}
