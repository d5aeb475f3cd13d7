internal import EventLoop

/// When to try again what has failed: later each time.
struct BackOff: Sendable {
  /// Failures in a row.
  private(set) var failures = 0
  private(set) var next: ContinuousClock.Instant?

  /// Time to wait; zero if it may be tried now.
  var timeLeft: Duration { next.map { max(.zero, ContinuousClock.now.duration(to: $0)) } ?? .zero }

  /// lived: how long it worked before it failed; nil if it never did. What worked need not wait before the
  ///        first new try, and what worked for a minute has nothing on its account.
  mutating func failed(lived: Duration?) {
    if let lived, lived >= .seconds(60) { failures = 0 }
    failures += 1
    let step = lived == nil ? failures - 1 : failures - 2
    let delay: Duration = step < 0 ? .zero : .seconds(min(1 << min(step, 9), 300))
    next = .now + delay
  }

  mutating func worked() { self = BackOff() }
}
