/// Where in a stream of events we are, and when to take it up again.
struct StreamPlace: Sendable {
  /// The last id that the stream has named; empty if none.
  var id = ""
  /// What the server wants as pause before a reconnect.
  var retryMilliseconds: Int?
  /// Connections in a row that brought nothing new.
  var failures = 0

  /// A second, or as the server wants it; longer where nothing comes of it.
  var pause: Duration {
    let wanted = Duration.milliseconds(min(max(retryMilliseconds ?? 1000, 0), 300_000))
    return max(wanted, failures == 0 ? .zero : .seconds(min(1 << min(failures - 1, 6), 60)))
  }
}
