/// Reads a regular expression as grep, Perl and most editors write it, as far as it is regular.
///
/// errors: `ToolFailure`, for what is malformed and for what no automaton can do (back references, look-around)
struct PatternParser {
  private static let depthAtMost = 50
  private static let repetitionsAtMost = 1000

  private let scalars: [Unicode.Scalar]
  private var at = 0
  private var depth = 0
  private var ignoresCase: Bool

  static func parse(_ text: String, ignoresCase: Bool) throws(ToolFailure) -> PatternNode {
    guard text.utf8.count <= 1000 else { throw ToolFailure("the pattern is too long") }
    var parser = PatternParser(scalars: Array(text.unicodeScalars), ignoresCase: ignoresCase)
    let node = try parser.choice()
    guard parser.at == parser.scalars.count else { throw parser.fault("there is a ) too many") }
    return node
  }

  private init(scalars: [Unicode.Scalar], ignoresCase: Bool) {
    self.scalars = scalars
    self.ignoresCase = ignoresCase
  }

  private mutating func choice() throws(ToolFailure) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthAtMost else { throw fault("it nests too deep") }
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() throws(ToolFailure) -> PatternNode {
    var nodes: [PatternNode] = []
    while let next = peek, next != "|", next != ")" { nodes.append(try repeated(try atom())) }
    return nodes.count == 1 ? nodes[0] : nodes.isEmpty ? .empty : .sequence(nodes)
  }

  private mutating func repeated(_ atom: PatternNode) throws(ToolFailure) -> PatternNode {
    var node = atom
    while let (least, most) = try repetition() {
      node = .repeated(node, least: least, most: most)
      // Greedy or not is the same to who only asks whether.
      if !take("?") { _ = take("+") }
    }
    return node
  }

  private mutating func repetition() throws(ToolFailure) -> (Int, Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    let start = at
    guard take("{"), let least = number() else {
      at = start
      return nil
    }
    var most: Int? = least
    if take(",") { most = number() }
    guard take("}") else {
      at = start
      return nil
    }
    guard max(least, most ?? 0) <= Self.repetitionsAtMost, most ?? least >= least else {
      throw fault("a repetition is out of bounds")
    }
    return (least, most)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let digit = peek, ("0"..."9").contains(digit), value ?? 0 < 100_000 {
      value = (value ?? 0) * 10 + Int(digit.value - 0x30)
      at += 1
    }
    return value
  }

  private mutating func atom() throws(ToolFailure) -> PatternNode {
    let scalar = scalars[at]
    at += 1
    switch scalar {
    case ".": return .set(.any)
    case "^": return .start
    case "$": return .end
    case "(": return try group()
    case "[": return .set(try set())
    case "\\": return try escape()
    case "*", "+", "?": throw fault("there is nothing before \(scalar) that it could repeat")
    default: return literal(scalar)
    }
  }

  private func literal(_ scalar: Unicode.Scalar) -> PatternNode {
    let set = ScalarSet([scalar.value...scalar.value])
    return .set(ignoresCase ? set.ignoringCase : set)
  }

  private mutating func group() throws(ToolFailure) -> PatternNode {
    if take("?") { if try groupKind() { return .empty } }
    let node = try choice()
    guard take(")") else { throw fault("a ( is not closed") }
    return node
  }

  /// What follows `(?`; true if it was all of a group that only sets an option.
  private mutating func groupKind() throws(ToolFailure) -> Bool {
    if take(":") { return false }
    if take("i") {
      ignoresCase = true
      if take(")") { return true }
      if take(":") { return false }
    }
    _ = take("P")
    if take("<"), peek != "=", peek != "!" {
      while let scalar = peek, scalar != ">" {
        _ = scalar
        at += 1
      }
      if take(">") { return false }
    }
    throw fault("(?…) of this kind cannot be done here")
  }

  private mutating func escape() throws(ToolFailure) -> PatternNode {
    guard let scalar = peek else { throw fault("it ends with \\") }
    if scalar == "b" || scalar == "B" {
      at += 1
      return .wordEdge(isNegated: scalar == "B")
    }
    if ("1"..."9").contains(scalar) || scalar == "k" { throw fault("back references cannot be done here") }
    let set = try escapedSet()
    return .set(ignoresCase ? set.ignoringCase : set)
  }

  /// What stands behind a backslash, in a set or outside.
  private mutating func escapedSet() throws(ToolFailure) -> ScalarSet {
    guard let scalar = peek else { throw fault("it ends with \\") }
    at += 1
    switch scalar {
    case "d": return .digits
    case "D": return ScalarSet.digits.negated()
    case "w": return .word
    case "W": return ScalarSet.word.negated()
    case "s": return .space
    case "S": return ScalarSet.space.negated()
    case "x": return try hexadecimal(2)
    case "u": return try hexadecimal(4)
    default:
      let controls: [Unicode.Scalar: UInt32] = ["t": 9, "n": 10, "v": 11, "f": 12, "r": 13, "e": 27, "0": 0]
      let isLetter = scalar.isASCII && scalar.properties.isAlphabetic
      guard controls[scalar] != nil || !isLetter else { throw fault("\\\(scalar) is not known here") }
      let value = controls[scalar] ?? scalar.value
      return ScalarSet([value...value])
    }
  }

  private mutating func hexadecimal(_ digits: Int) throws(ToolFailure) -> ScalarSet {
    let text = String(String.UnicodeScalarView(scalars[at...].prefix(digits)))
    guard text.unicodeScalars.count == digits, let value = UInt32(text, radix: 16) else {
      throw fault("\\x and \\u need hexadecimal digits")
    }
    at += digits
    return ScalarSet([value...value])
  }

  private mutating func set() throws(ToolFailure) -> ScalarSet {
    var set = ScalarSet([], isNegated: false)
    let isNegated = take("^")
    let first = at
    while let scalar = peek, scalar != "]" || at == first {
      let low = try member()
      guard peek == "-", at + 1 < scalars.count, scalars[at + 1] != "]", low.ranges.count == 1, !low.isNegated else {
        set.add(low)
        continue
      }
      at += 1
      let high = try member()
      guard let from = low.ranges.first?.lowerBound, let to = high.ranges.first?.lowerBound, from <= to else {
        throw fault("a range in [] runs backwards")
      }
      set.add(ScalarSet([from...to]))
    }
    guard take("]") else { throw fault("a [ is not closed") }
    if ignoresCase { set = set.ignoringCase }
    set.isNegated = isNegated
    return set
  }

  private mutating func member() throws(ToolFailure) -> ScalarSet {
    if take("\\") { return try escapedSet() }
    if scalars[at...].starts(with: "[:".unicodeScalars), let named = namedSet() { return named }
    let value = scalars[at].value
    at += 1
    return ScalarSet([value...value])
  }

  /// `[:alpha:]` and its like.
  private mutating func namedSet() -> ScalarSet? {
    let names: [(String, ScalarSet)] = [
      ("[:alpha:]", ScalarSet([0x41...0x5A, 0x61...0x7A])), ("[:digit:]", .digits), ("[:space:]", .space),
      ("[:alnum:]", ScalarSet([0x30...0x39, 0x41...0x5A, 0x61...0x7A])), ("[:upper:]", ScalarSet([0x41...0x5A])),
      ("[:lower:]", ScalarSet([0x61...0x7A])), ("[:xdigit:]", ScalarSet([0x30...0x39, 0x41...0x46, 0x61...0x66])),
      ("[:punct:]", ScalarSet([0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E])),
    ]
    for (name, set) in names where scalars[at...].starts(with: name.unicodeScalars) {
      at += name.unicodeScalars.count
      return set
    }
    return nil
  }

  private var peek: Unicode.Scalar? { at < scalars.count ? scalars[at] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    at += 1
    return true
  }

  private func fault(_ words: String) -> ToolFailure { ToolFailure("the pattern is not understood: \(words)") }
}
