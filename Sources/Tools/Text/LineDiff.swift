/// The fewest lines to take out and put in that make one list of lines another (Myers 1986, in linear memory).
///
/// Lists so different that it would take long are cut where the search had come farthest, and in the end taken as
/// wholly different: still right, only longer than need be.
struct LineDiff {
  /// Lines of the old list, and the lines of the new one that stand in their place.
  struct Change: Hashable {
    var old: Range<Int>
    var new: Range<Int>
  }

  /// A part of both lists.
  private struct Box {
    var old: Range<Int>
    var new: Range<Int>
  }

  private let old: [Int]
  private let new: [Int]
  private var isRemoved: [Bool]
  private var isAdded: [Bool]
  // How far each diagonal was followed, from the front and from the back.
  private var forward: [Int]
  private var backward: [Int]
  private var stepsLeft: Int
  private static let differencesAtMost = 512

  /// Equal numbers are equal lines. steps: about 10 ns each
  ///
  /// returns: the changes in order, none beside another
  static func changes(_ old: [Int], _ new: [Int], steps: Int = 20_000_000) -> [Change] {
    var diff = LineDiff(old, new, steps)
    diff.compare()
    return diff.collected()
  }

  private init(_ old: [Int], _ new: [Int], _ steps: Int) {
    self.old = old
    self.new = new
    isRemoved = Array(repeating: false, count: old.count)
    isAdded = Array(repeating: false, count: new.count)
    let width = 2 * min(Self.differencesAtMost, old.count + new.count) + 5
    forward = Array(repeating: -1, count: width)
    backward = forward
    stepsLeft = steps
  }

  private mutating func compare() {
    var boxes = [Box(old: old.indices, new: new.indices)]
    while let box = boxes.popLast().map(trimmed) {
      if box.old.isEmpty || box.new.isEmpty {
        mark(box)
      } else if let (x, y) = middle(of: box) {
        boxes.append(Box(old: box.old.lowerBound..<x, new: box.new.lowerBound..<y))
        boxes.append(Box(old: x..<box.old.upperBound, new: y..<box.new.upperBound))
      } else {
        mark(box)
      }
    }
  }

  private mutating func mark(_ box: Box) {
    for line in box.old { isRemoved[line] = true }
    for line in box.new { isAdded[line] = true }
  }

  /// Without the lines that both parts begin and end with.
  private func trimmed(_ box: Box) -> Box {
    var (old, new) = (box.old, box.new)
    while let a = old.first, let b = new.first, self.old[a] == self.new[b] {
      old = (a + 1)..<old.upperBound
      new = (b + 1)..<new.upperBound
    }
    while let a = old.last, let b = new.last, self.old[a] == self.new[b] {
      old = old.lowerBound..<a
      new = new.lowerBound..<b
    }
    return Box(old: old, new: new)
  }

  /// A point on a shortest way through the box, half of its differences before it; nil if no steps are left.
  private mutating func middle(of box: Box) -> (Int, Int)? {
    let (width, height) = (box.old.count, box.new.count)
    let (delta, center) = (width - height, forward.count / 2)
    let limit = min(Self.differencesAtMost, (width + height + 1) / 2)
    (forward[center + 1], backward[center + 1]) = (0, 0)
    for differences in 0...limit {
      if differences > 0 { clear(center, differences + 1) } else { clear(center, -1) }
      if let found = step(box, differences, delta, isForward: true) { return found }
      if let found = step(box, differences, delta, isForward: false) { return found }
      stepsLeft -= 2 * differences + 2
      if stepsLeft < 0 { return nil }
    }
    return farthest(box, limit)
  }

  private mutating func clear(_ center: Int, _ diagonal: Int) {
    for list in [\LineDiff.forward, \LineDiff.backward] {
      self[keyPath: list][center + diagonal] = -1
      if diagonal > 0 { self[keyPath: list][center - diagonal] = -1 }
    }
  }

  /// Follows each diagonal with one difference more; a point where the two searches meet.
  private mutating func step(_ box: Box, _ differences: Int, _ delta: Int, isForward: Bool) -> (Int, Int)? {
    let (width, height, center) = (box.old.count, box.new.count, forward.count / 2)
    let meets = isForward == (delta % 2 != 0)
    let reach = isForward ? differences - 1 : differences
    for k in stride(from: -differences, through: differences, by: 2) where (-height...width).contains(k) {
      var x = start(k, differences, center, isForward)
      guard x <= width, x - k <= height else {
        set(center + k, -1, isForward)
        continue
      }
      x = slide(box, x, k, isForward)
      set(center + k, x, isForward)
      guard meets, abs(delta - k) <= reach else { continue }
      let other = isForward ? backward[center + delta - k] : forward[center + delta - k]
      guard other >= 0, x + other >= width else { continue }
      return isForward
        ? (box.old.lowerBound + x, box.new.lowerBound + x - k)
        : (box.old.upperBound - x, box.new.upperBound - (x - k))
    }
    return nil
  }

  private func start(_ k: Int, _ differences: Int, _ center: Int, _ isForward: Bool) -> Int {
    let list = isForward ? forward : backward
    if k == -differences || k != differences && list[center + k - 1] < list[center + k + 1] {
      return list[center + k + 1]
    }
    return list[center + k - 1] + 1
  }

  private mutating func set(_ index: Int, _ x: Int, _ isForward: Bool) {
    if isForward { forward[index] = x } else { backward[index] = x }
  }

  /// Past the lines that are equal.
  private mutating func slide(_ box: Box, _ from: Int, _ k: Int, _ isForward: Bool) -> Int {
    var (x, y) = (from, from - k)
    guard x >= 0, y >= 0 else { return x }
    while x < box.old.count, y < box.new.count {
      let (a, b) =
        isForward
        ? (box.old.lowerBound + x, box.new.lowerBound + y) : (box.old.upperBound - 1 - x, box.new.upperBound - 1 - y)
      if old[a] != new[b] { break }
      (x, y) = (x + 1, y + 1)
    }
    stepsLeft -= x - from
    return x
  }

  /// Where the search from the front came farthest.
  private func farthest(_ box: Box, _ differences: Int) -> (Int, Int)? {
    let center = forward.count / 2
    var best: (x: Int, y: Int)?
    for k in stride(from: -differences, through: differences, by: 2) {
      let (x, y) = (forward[center + k], forward[center + k] - k)
      guard x >= 0, y >= 0, x <= box.old.count, y <= box.new.count else { continue }
      if best.map({ x + y > $0.x + $0.y }) ?? true { best = (x, y) }
    }
    return best.map { (box.old.lowerBound + $0.x, box.new.lowerBound + $0.y) }
  }

  private func collected() -> [Change] {
    var changes: [Change] = []
    var (a, b) = (0, 0)
    while a < old.count || b < new.count {
      let (startA, startB) = (a, b)
      while a < old.count, isRemoved[a] { a += 1 }
      while b < new.count, isAdded[b] { b += 1 }
      if (a, b) != (startA, startB) { changes.append(Change(old: startA..<a, new: startB..<b)) }
      (a, b) = (a + 1, b + 1)
    }
    return changes
  }
}
