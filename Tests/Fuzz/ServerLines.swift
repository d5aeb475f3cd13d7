// sources: Sources/MCP/Wire/LineReader.swift Tests/Fuzz/Shared/Pieces.swift
// Lines of a server's program: the same however they are cut, the same as a plain split, and never over the limit.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  let input = Pieces(data, size)
  expectSame(read([input.wire], 1 << 20), read(input.cut, 1 << 20), "lines, whole and in pieces")
  expectSame(read([input.wire], 16), read(input.cut, 16), "lines over the limit, whole and in pieces")
  expectSame(read(input.cut, 1 << 20), plainly(input.wire), "lines and a plain split")
  return 0
}

private func read(_ pieces: [[UInt8]], _ limit: Int) -> [String] {
  var reader = LineReader(limitBytes: limit)
  var lines = pieces.flatMap { reader.take($0) }
  if let last = reader.finish() { lines.append(last) }
  return lines.map {
    switch $0 {
    case .text(let line):
      precondition(line.count <= limit, "a line over the limit")
      return "text \(line)"
    // How much of its head is known when it becomes too long depends on the pieces.
    case .tooLong: return "too long"
    }
  }
}

/// As the rules read, without a thought for limits or pieces.
private func plainly(_ wire: [UInt8]) -> [String] {
  wire.split(separator: 10, omittingEmptySubsequences: false).compactMap { line in
    let line = line.last == 13 ? line.dropLast() : line
    return line.allSatisfy { $0 <= 0x20 } ? nil : "text \(Array(line))"
  }
}
