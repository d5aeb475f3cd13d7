/// Where some elements occur in a row among others: in linear time, whatever both are (Knuth, Morris, Pratt).
struct LinearSearch<Element: Equatable & Sendable>: Sendable {
  private let needle: [Element]
  // For each length found so far, where to go on when the next byte does not fit.
  private let fallback: [Int]

  init(_ needle: [Element]) {
    self.needle = needle
    var fallback = [Int](repeating: 0, count: needle.count + 1)
    var length = 0
    for index in needle.indices.dropFirst() {
      while length > 0, needle[index] != needle[length] { length = fallback[length] }
      if needle[index] == needle[length] { length += 1 }
      fallback[index + 1] = length
    }
    self.fallback = fallback
  }

  /// The places, none of which overlaps another; at most `limit`.
  func places(in all: [Element], atMost limit: Int = .max) -> [Int] {
    guard !needle.isEmpty else { return [] }
    var places: [Int] = []
    var length = 0
    for index in all.indices {
      while length > 0, all[index] != needle[length] { length = fallback[length] }
      if all[index] == needle[length] { length += 1 }
      guard length == needle.count else { continue }
      places.append(index + 1 - length)
      length = 0
      if places.count == limit { break }
    }
    return places
  }
}
