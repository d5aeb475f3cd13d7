/// How often and when a request that met a busy or absent model is sent again, before its first word only.
struct RetryPolicy: Sendable {
  /// Requests in all.
  var attempts = 4
  /// Before the second one; doubles from then on.
  var firstDelay = Duration.seconds(1)
  /// A provider that wants us to wait longer is not waited for: the user is told.
  var longestDelay = Duration.seconds(30)

  /// How long to wait after `failures` failed requests.
  ///
  /// random:  0 …< 1, so that many who met the same outage do not come back at once
  /// returns: nil to give up
  func delay(after failures: Int, asked: Duration?, random: Double) -> Duration? {
    guard failures < attempts else { return nil }
    if let asked { return asked <= longestDelay ? max(asked, .zero) : nil }
    let doubled = firstDelay * (1 << (failures - 1))
    return min(doubled, longestDelay) * (0.75 + random / 2)
  }
}
