internal import EventLoop

/// When to try again what has failed: later each time.
struct BackOff: Sendable {
  /// Failures in a row.
  private(set) var failures = 0
  private(set) var next: ContinuousClock.Instant?

  /// Time to wait; zero if it may be tried now.
  var timeLeft: Duration { next.map { max(.zero, ContinuousClock.now.duration(to: $0)) } ?? .zero }

  /// wasWorking: it worked before: then the first new try need not wait
  mutating func failed(wasWorking: Bool) {
    failures += 1
    let step = wasWorking ? failures - 2 : failures - 1
    let delay: Duration = step < 0 ? .zero : .seconds(min(1 << min(step, 9), 300))
    next = .now + delay
  }

  mutating func worked() { self = BackOff() }
}
