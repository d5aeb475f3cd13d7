/// A regular expression that is held against lines in time that grows with their length alone.
///
/// All places of the pattern that can be reached are followed at once (Thompson), so nothing is ever tried again:
/// there is no pattern that hangs. That, and 3.5 MB that the standard library's would cost, is why it is our own.
struct Pattern: Sendable {
  private enum Step: Sendable {
    case set(ScalarSet)
    case fork(Int, Int)
    case start, end
    case wordEdge(isNegated: Bool)
    case found
  }

  private static let stepsAtMost = 2000
  private var steps: [Step] = []
  // Which round last reached a step: in place of a set to be emptied for every letter.
  private var reached: [Int]
  private var round = 0
  private var waiting: [Int] = []
  private var following: [Int] = []
  private var stack: [Int] = []

  /// errors: `ToolFailure` for what cannot be read, or is too large
  init(_ text: String, ignoresCase: Bool = false) throws(ToolFailure) {
    reached = []
    try append(try PatternParser.parse(text, ignoresCase: ignoresCase))
    steps.append(.found)
    reached = Array(repeating: 0, count: steps.count)
  }

  /// Where the first match to end ends in the line; nil if there is none.
  ///
  /// line: without its break; what is not UTF-8 in it matches as U+FFFD
  mutating func end(in line: ArraySlice<UInt8>) -> Int? {
    var before: UInt32?
    var at = line.startIndex
    waiting.removeAll(keepingCapacity: true)
    while true {
      let (scalar, length) = Self.scalar(line, at)
      round += 1
      following.removeAll(keepingCapacity: true)
      for step in waiting where follow(step, before, scalar) { return at }
      if follow(0, before, scalar) { return at }
      guard let scalar else { return nil }
      waiting.removeAll(keepingCapacity: true)
      for step in following { if case .set(let set) = steps[step], set.contains(scalar) { waiting.append(step + 1) } }
      before = scalar
      at += length
    }
  }

  /// All that can be reached from a step without a letter; true if that is the end.
  private mutating func follow(_ first: Int, _ before: UInt32?, _ next: UInt32?) -> Bool {
    stack.append(first)
    while let step = stack.popLast() {
      guard reached[step] != round else { continue }
      reached[step] = round
      switch steps[step] {
      case .set: following.append(step)
      case .fork(let one, let other): stack += [one, other]
      case .start: if before == nil { stack.append(step + 1) }
      case .end: if next == nil { stack.append(step + 1) }
      case .wordEdge(let isNegated):
        if (Self.isWord(before) != Self.isWord(next)) != isNegated { stack.append(step + 1) }
      case .found:
        stack.removeAll(keepingCapacity: true)
        return true
      }
    }
    return false
  }

  private static func isWord(_ scalar: UInt32?) -> Bool { scalar.map(ScalarSet.word.contains) ?? false }

  /// The character at a place and its length; nil at the end.
  private static func scalar(_ line: ArraySlice<UInt8>, _ at: Int) -> (UInt32?, Int) {
    guard at < line.endIndex else { return (nil, 0) }
    let first = line[at]
    if first < 0x80 { return (UInt32(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first < 0xF5, at + length <= line.endIndex else { return (0xFFFD, 1) }
    var value = UInt32(first) & (0xFF >> UInt32(length + 1))
    for index in (at + 1)..<(at + length) {
      guard line[index] & 0xC0 == 0x80 else { return (0xFFFD, 1) }
      value = value << 6 | UInt32(line[index] & 0x3F)
    }
    return (value, length)
  }

  private mutating func append(_ node: PatternNode) throws(ToolFailure) {
    guard steps.count < Self.stepsAtMost else { throw ToolFailure("the pattern is too large") }
    switch node {
    case .empty: break
    case .set(let set): steps.append(.set(set))
    case .start: steps.append(.start)
    case .end: steps.append(.end)
    case .wordEdge(let isNegated): steps.append(.wordEdge(isNegated: isNegated))
    case .sequence(let nodes): for node in nodes { try append(node) }
    case .choice(let nodes): try append(choice: nodes[...])
    case .repeated(let node, let least, let most): try append(node, least, most)
    }
  }

  private mutating func append(choice nodes: ArraySlice<PatternNode>) throws(ToolFailure) {
    var ends: [Int] = []
    for (index, node) in zip(nodes.indices, nodes) {
      let fork = steps.count
      let isLast = index == nodes.endIndex - 1
      if !isLast { steps.append(.fork(fork + 1, fork + 1)) }
      try append(node)
      guard !isLast else { break }
      ends.append(steps.count)
      steps.append(.fork(0, 0))
      steps[fork] = .fork(fork + 1, steps.count)
    }
    for end in ends { steps[end] = .fork(steps.count, steps.count) }
  }

  private mutating func append(_ node: PatternNode, _ least: Int, _ most: Int?) throws(ToolFailure) {
    for _ in 0..<least { try append(node) }
    guard let most else {
      let fork = steps.count
      steps.append(.fork(0, 0))
      try append(node)
      steps.append(.fork(fork, fork))
      steps[fork] = .fork(fork + 1, steps.count)
      return
    }
    var forks: [Int] = []
    for _ in least..<max(least, most) {
      forks.append(steps.count)
      steps.append(.fork(0, 0))
      try append(node)
    }
    for fork in forks { steps[fork] = .fork(fork + 1, steps.count) }
  }
}
