/// A steady beat. Late is never made later: the n-th tick stands at start + n × period.
struct Pace {
  private let start = MonotonicClock.nanoseconds()
  private let period: UInt64
  private var ticks: UInt64 = 0

  /// rate: ticks a second; 0 for as fast as possible
  init(rate: Int) { period = rate == 0 ? 0 : 1_000_000_000 / UInt64(rate) }

  mutating func wait() {
    ticks += 1
    if period > 0 { MonotonicClock.sleep(until: start + ticks * period) }
  }
}
