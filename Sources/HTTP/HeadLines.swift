/// Reads the field lines of a complete head (RFC 9112 §5) and refuses every form that readers disagree about.
struct HeadLines: ~Copyable {
  private(set) var lines: [Fields.Line]
  private(set) var control = MessageControl()

  init(capacity: Int) {
    lines = []
    lines.reserveCapacity(capacity)
  }

  /// Reads from the first field line to the blank line at the end of `bytes`, which `HeadEnd` has found.
  mutating func read(_ bytes: Span<UInt8>, from start: Int) throws(HeadFailure) {
    var at = start
    while at < bytes.count - 2 {
      let nameEnd = try Self.nameEnd(bytes, from: at)
      let valueEnd = try Self.valueEnd(bytes, from: nameEnd + 1)
      let value = bytes.trimmed(nameEnd + 1..<valueEnd)
      try control.note(bytes, name: at..<nameEnd, value: value)
      lines.append(Fields.Line(name: ByteRange(at..<nameEnd), value: ByteRange(value)))
      at = valueEnd + 2
    }
  }

  /// The place of the colon.
  private static func nameEnd(_ bytes: Span<UInt8>, from start: Int) throws(HeadFailure) -> Int {
    var index = start
    while bytes[index].isToken { index += 1 }
    if bytes[index] == .colon && index > start { return index }
    throw badName(bytes[index], isFirst: index == start)
  }

  private static func badName(_ byte: UInt8, isFirst: Bool) -> HeadFailure {
    switch byte {
    case .colon: .emptyName
    case .space, .tab: isFirst ? .foldedLine : .spaceBeforeColon
    case .cr: .missingColon
    case 0: .nul
    default: .badName
    }
  }

  /// The place of the CR LF.
  static func valueEnd(_ bytes: Span<UInt8>, from start: Int) throws(HeadFailure) -> Int {
    var index = start
    while !bytes[index].isControl || bytes[index] == .tab { index += 1 }
    if bytes[index] == .cr {
      guard bytes[index + 1] == .lf else { throw .bareCR }
      return index
    }
    throw bytes[index] == 0 ? .nul : .controlInValue
  }
}
