/// Cuts a program's output into lines, one message each (MCP, stdio transport), whatever pieces it comes in.
///
/// cost: O(bytes); holds one unfinished line, `limitBytes` at most
struct LineReader: Sendable {
  enum Line: Equatable, Sendable {
    case text([UInt8])
    /// A line over the limit: its beginning, told as soon as it is too long; the rest of it is dropped.
    case tooLong(head: [UInt8])
  }

  private static let lf = UInt8(ascii: "\n")
  private static let cr = UInt8(ascii: "\r")

  private let limitBytes: Int
  private var unfinished: [UInt8] = []
  private var isDropping = false

  init(limitBytes: Int) { self.limitBytes = limitBytes }

  /// The lines that these bytes complete, without their ends; blank ones are left out.
  mutating func take(_ bytes: [UInt8]) -> [Line] {
    var lines: [Line] = []
    var start = 0
    while start < bytes.count {
      let end = Self.lineEnd(bytes, from: start)
      if let line = take(bytes[start..<end], isWhole: end < bytes.count) { lines.append(line) }
      start = end + 1
    }
    return lines
  }

  /// What stands at the end of the output without a line's end.
  mutating func finish() -> Line? { take([], isWhole: true) }

  // `firstIndex(of:)` on a slice costs ten times as much without optimisation, and no less with it.
  private static func lineEnd(_ bytes: [UInt8], from start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] != lf { index += 1 }
    return index
  }

  private mutating func take(_ part: ArraySlice<UInt8>, isWhole: Bool) -> Line? {
    if isDropping {
      isDropping = !isWhole
      return nil
    }
    guard unfinished.count + part.count <= limitBytes else {
      let head = Array((unfinished + part.prefix(200)).prefix(200))
      (unfinished, isDropping) = ([], !isWhole)
      return .tooLong(head: head)
    }
    unfinished += part
    guard isWhole else { return nil }
    var line = unfinished
    unfinished = []
    if line.last == Self.cr { line.removeLast() }
    return line.allSatisfy { $0 <= 0x20 } ? nil : .text(line)
  }
}
