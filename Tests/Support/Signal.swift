public import EventLoop

/// Something that a test waits for, so that no test has to guess how long it takes.
@Loop public final class Signal {
  public private(set) var isGiven = false
  private var waiters: [CheckedContinuation<Void, Never>] = []

  public init() {}

  public func give() {
    isGiven = true
    for waiter in waiters { waiter.resume() }
    waiters = []
  }

  // Asked inside: the closure may run a turn later (swift#85668).
  public func wait() async {
    await withCheckedContinuation { if isGiven { $0.resume() } else { waiters.append($0) } }
  }
}
