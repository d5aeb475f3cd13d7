import Testing

@testable import Tools

@Suite struct LineDiffTests {
  @Test func `makes the one list the other, whatever both are`() {
    for _ in 0..<3000 {
      let letters = Int.random(in: 1...6)
      let old = (0..<Int.random(in: 0...14)).map { _ in Int.random(in: 1...letters) }
      let new = (0..<Int.random(in: 0...14)).map { _ in Int.random(in: 1...letters) }
      let changes = LineDiff.changes(old, new)
      #expect(Self.applied(changes, old, new) == new, "\(old) \(new)")
      let size = changes.reduce(0) { $0 + $1.old.count + $1.new.count }
      #expect(size == Self.distance(old, new), "not the fewest: \(old) \(new)")
    }
  }

  @Test func `is right also when it has no time`() {
    for steps in [0, 1, 10, 100, 1000] {
      let old = (0..<400).map { _ in Int.random(in: 1...9) }
      let new = (0..<300).map { _ in Int.random(in: 1...9) }
      #expect(Self.applied(LineDiff.changes(old, new, steps: steps), old, new) == new)
    }
  }

  @Test func `is right where the lists differ more than it searches for`() {
    let old = Array(0..<4000)
    let new = old.map { $0 % 2 == 0 ? $0 : -$0 }
    #expect(Self.applied(LineDiff.changes(old, new), old, new) == new)
    #expect(Self.applied(LineDiff.changes(old, old.reversed()), old, old.reversed()) == old.reversed())
  }

  @Test func `long lists with one change are one change`() {
    let old = Array(0..<100_000)
    var new = old
    new[50_000] = -1
    #expect(LineDiff.changes(old, new) == [.init(old: 50_000..<50_001, new: 50_000..<50_001)])
    #expect(LineDiff.changes(old, old).isEmpty)
  }

  private static func applied(_ changes: [LineDiff.Change], _ old: [Int], _ new: [Int]) -> [Int] {
    var result: [Int] = []
    var at = 0
    for change in changes {
      result += old[at..<change.old.lowerBound] + new[change.new]
      at = change.old.upperBound
    }
    return result + old[at...]
  }

  /// Lines out and in, by the longest common subsequence.
  private static func distance(_ old: [Int], _ new: [Int]) -> Int {
    var row = [Int](repeating: 0, count: new.count + 1)
    for a in old {
      var corner = 0
      for (index, b) in new.enumerated() {
        let above = row[index + 1]
        row[index + 1] = a == b ? corner + 1 : max(above, row[index])
        corner = above
      }
    }
    return old.count + new.count - 2 * (row.last ?? 0)
  }
}
