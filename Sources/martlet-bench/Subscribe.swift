/// Opens a crowd of event streams, says so, and measures what reaches them.
struct Subscribe {
  private let count: Int
  private let patience: UInt64
  private var crowd: Crowd

  init(_ options: Options) throws {
    count = try options.number("count")
    patience = UInt64(try options.number("seconds", or: 60)) * 1_000_000_000
    crowd = try Crowd(port: UInt16(options.number("port")), path: options.text("path"))
  }

  mutating func run() throws {
    let started = MonotonicClock.nanoseconds()
    try crowd.open(count, until: started + patience)
    Output.say("ready")
    try crowd.listen(until: MonotonicClock.nanoseconds() + patience)
    report()
  }

  private func report() {
    let delays = crowd.latencies.percentiles([0.5, 0.99, 1])
    Output.say(
      """
      {"subscribers": \(count), "finished": \(crowd.finished), "broken": \(crowd.broken), \
      "events": \(crowd.events), "stamps": \(crowd.latencies.count), "bytes": \(crowd.bytes), \
      "p50_ms": \(delays[0]), "p99_ms": \(delays[1]), "max_ms": \(delays[2])}
      """)
  }
}
