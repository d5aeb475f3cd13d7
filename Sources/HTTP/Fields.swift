/// The field lines of a head, in their order, as bytes and ranges: no String is made until somebody asks.
///
/// Parsed fields share the bytes of the whole head; fields built for sending hold exactly what goes out.
public struct Fields: Sendable {
  /// What the ranges of this value point into.
  public private(set) var bytes: [UInt8]
  private var lines: [Line]

  struct Line: Sendable {
    let name: ByteRange
    let value: ByteRange
  }

  public init() {
    bytes = []
    lines = []
  }

  init(bytes: [UInt8], lines: [Line]) {
    self.bytes = bytes
    self.lines = lines
  }

  public var count: Int { lines.count }

  /// The first value of that name, or nil. What is not UTF-8 in it becomes U+FFFD.
  public subscript(name: FieldName) -> String? {
    range(of: name).map { text($0) }
  }

  /// Where in `bytes` the first value of that name stands, without blanks around it. No allocation.
  public func range(of name: FieldName) -> Range<Int>? {
    let wanted = name.description.utf8.count
    let span = bytes.span
    for line in lines where line.name.count == wanted {
      if span.extracting(line.name.range).isSame(as: name.description) { return line.value.range }
    }
    return nil
  }

  public func has(_ name: FieldName) -> Bool { range(of: name) != nil }

  /// Is this the first value of that name, upper and lower case alike? No allocation.
  public func has(_ name: FieldName, _ value: String) -> Bool {
    guard let range = range(of: name) else { return false }
    return bytes.span.extracting(range).isSame(as: value)
  }

  /// All values of that name, in order.
  public func all(_ name: FieldName) -> [String] {
    lines.filter { bytes.span.extracting($0.name.range).isSame(as: name.description) }.map {
      text($0.value.range)
    }
  }

  /// Does a comma-separated list of that name, in one line or several, hold this token?
  public func lists(_ name: FieldName, _ token: String) -> Bool {
    anyValue(of: name) { $0.lists(token) }
  }

  /// Does this hold for the bytes of any value of that name? No allocation.
  func anyValue(of name: FieldName, _ holds: (Span<UInt8>) -> Bool) -> Bool {
    let span = bytes.span
    for line in lines where span.extracting(line.name.range).isSame(as: name.description) {
      if holds(span.extracting(line.value.range)) { return true }
    }
    return false
  }

  /// Adds a line. Control characters in `value` become spaces, so that no value can smuggle a line of its own.
  public mutating func append(_ name: FieldName, _ value: String) {
    let start = bytes.count
    bytes.append(contentsOf: name.description.utf8)
    let nameEnd = bytes.count
    bytes.append(.colon)
    bytes.append(.space)
    let valueStart = bytes.count
    bytes.append(contentsOf: value.utf8)
    for index in valueStart..<bytes.count where bytes[index].isControl { bytes[index] = .space }
    lines.append(Line(name: ByteRange(start..<nameEnd), value: ByteRange(valueStart..<bytes.count)))
  }

  /// Replaces all lines of that name by one, at the end.
  public mutating func set(_ name: FieldName, _ value: String) {
    remove(name)
    append(name, value)
  }

  public mutating func remove(_ name: FieldName) {
    lines = lines.filter { !bytes.span.extracting($0.name.range).isSame(as: name.description) }
  }

  /// Writes all lines, each with its CR LF, without the blank line at the end.
  public func encode(into output: inout [UInt8]) {
    let span = bytes.span
    for line in lines {
      output.append(copying: span.extracting(line.name.range.lowerBound..<line.value.range.upperBound))
      output.append(.cr)
      output.append(.lf)
    }
  }

  /// All lines of both, in order.
  public static func + (one: Fields, other: Fields) -> Fields {
    var sum = one
    for (name, value) in other { sum.append(name, value) }
    return sum
  }

  private func text(_ range: Range<Int>) -> String { String(repairing: bytes.span.extracting(range)) }
}

extension Fields: Sequence {
  public func makeIterator() -> some IteratorProtocol<(name: FieldName, value: String)> {
    lines.lazy.map { (name: FieldName(stringLiteral: text($0.name.range)), value: text($0.value.range)) }.makeIterator()
  }
}

extension Fields: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (FieldName, String)...) {
    self.init()
    for (name, value) in elements { append(name, value) }
  }
}
