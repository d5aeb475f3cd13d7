internal import HTTP
internal import Kernel

/// The second in which the server is: deadlines and the Date line need no better.
struct ServerClock {
  private let start = ContinuousClock.now
  private var dateSecond: Int64 = 0
  private var line: [UInt8] = []

  /// Seconds since the server was made.
  var seconds: Int32 { Int32(clamping: (ContinuousClock.now - start).components.seconds) }

  /// Since the server was made.
  var milliseconds: Int {
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
  }

  /// `Date: …` with its line end (RFC 9110 §6.6.1), made anew once a second.
  mutating func dateLine() -> [UInt8] {
    let now = WallClock.milliseconds / 1000
    if now != dateSecond {
      dateSecond = now
      line = Array("Date: \(WallClock.httpDate(seconds: now))\r\n".utf8)
    }
    return line
  }
}
