/// A set of characters, by their numbers.
struct ScalarSet: Hashable, Sendable {
  private(set) var ranges: [ClosedRange<UInt32>] = []
  var isNegated = false

  init(_ ranges: [ClosedRange<UInt32>], isNegated: Bool = false) {
    self.ranges = ranges
    self.isNegated = isNegated
  }

  func contains(_ scalar: UInt32) -> Bool {
    for range in ranges where range.contains(scalar) { return !isNegated }
    return isNegated
  }

  /// All of another set's characters as well.
  mutating func add(_ other: ScalarSet) {
    guard other.isNegated else {
      ranges += other.ranges
      return
    }
    var next: UInt32 = 0
    for range in other.ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { ranges.append(next...(range.lowerBound - 1)) }
      next = max(next, range.upperBound + 1)
    }
    ranges.append(next...0x10FFFF)
  }

  /// With the letters' other cases (simple ones, of one character each).
  var ignoringCase: ScalarSet {
    var all = self
    for range in ranges {
      for (from, to) in [(UInt32(0x41), UInt32(0x61)), (0x61, 0x41)] {
        let low = max(range.lowerBound, from)
        let high = min(range.upperBound, from + 25)
        if low <= high { all.ranges.append((low - from + to)...(high - from + to)) }
      }
      guard range.count == 1, range.lowerBound > 0x7F, let scalar = Unicode.Scalar(range.lowerBound) else { continue }
      for other in [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping] {
        let scalars = other.unicodeScalars
        if scalars.count == 1, let only = scalars.first { all.ranges.append(only.value...only.value) }
      }
    }
    return all
  }

  static let digits = ScalarSet([0x30...0x39])
  static let word = ScalarSet([
    0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A, 0xAA...0xAA, 0xB5...0xB5, 0xC0...0x2C1,
    0x370...0x373, 0x376...0x377, 0x386...0x481, 0x48A...0x559, 0x561...0x587, 0x5D0...0x5EA, 0x620...0x669,
    0x900...0xDFF, 0xE01...0xE3A, 0x10A0...0x10FF, 0x1E00...0x1FFC, 0x3041...0x3096, 0x30A1...0x30FA, 0x3400...0x9FFF,
    0xAC00...0xD7A3,
  ])
  static let space = ScalarSet([0x09...0x0D, 0x20...0x20, 0x85...0x85, 0xA0...0xA0, 0x2000...0x200A, 0x3000...0x3000])
  static let any = ScalarSet([0x0A...0x0A], isNegated: true)

  func negated() -> ScalarSet { ScalarSet(ranges, isNegated: !isNegated) }
}
