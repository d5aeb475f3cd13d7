/// Slows down who guesses: by the name that is guessed at and by the address that guesses.
struct Throttle {
  private struct Record {
    var failures: Int
    var until: ContinuousClock.Instant
  }

  private var records: [String: Record] = [:]

  var count: Int { records.count }

  /// How long all of the keys must wait; nil if they need not.
  func wait(_ keys: [String], now: ContinuousClock.Instant) -> Duration? {
    keys.compactMap { records[$0].map { now.duration(to: $0.until) } }.filter { $0 > .zero }.max()
  }

  /// The wait begins at once, before the password is looked at: guesses side by side gain nothing.
  mutating func failed(_ keys: [String], now: ContinuousClock.Instant) {
    if records.count > LoginLimits.remembered { records = records.filter { $0.value.until > now } }
    for key in keys where records.count <= LoginLimits.remembered || records[key] != nil {
      let failures = (records[key]?.failures ?? 0) + 1
      let over = failures - LoginLimits.freeFailures
      let wait = over <= 0 ? .zero : min(LoginLimits.longestWait, .seconds(1 << min(over - 1, 10)))
      records[key] = Record(failures: failures, until: now + wait)
    }
  }

  mutating func succeeded(_ keys: [String]) {
    for key in keys { records[key] = nil }
  }
}
