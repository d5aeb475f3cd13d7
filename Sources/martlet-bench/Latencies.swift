/// Delays in microseconds, and where half and nearly all of them lie.
struct Latencies {
  private var samples: [UInt32] = []

  var count: Int { samples.count }

  mutating func add(since stamp: UInt64, now: UInt64) {
    samples.append(UInt32(clamping: (now &- stamp) / 1000))
  }

  /// shares: of the whole, 0…1
  /// returns: milliseconds, one for each share; zeros without samples
  func percentiles(_ shares: [Double]) -> [Double] {
    let sorted = samples.sorted()
    return shares.map { share in
      guard !sorted.isEmpty else { return 0 }
      return Double(sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))]) / 1000
    }
  }
}
