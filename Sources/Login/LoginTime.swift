internal import Kernel

/// A moment by both clocks: that of the world, which can be set and jumps, and one that only runs.
struct LoginTime: Sendable {
  /// Unix milliseconds.
  let wall: Int
  let steady: ContinuousClock.Instant

  static var now: LoginTime { LoginTime(wall: Int(WallClock.milliseconds), steady: .now) }

  /// In milliseconds, by the clock that only runs.
  func since(_ earlier: ContinuousClock.Instant) -> Int {
    let (seconds, attoseconds) = earlier.duration(to: steady).components
    return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
  }
}
