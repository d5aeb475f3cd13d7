// sources: HTTP Tests/Fuzz/Shared/Pieces.swift
// Event streams: the same however they are cut, the same as a slow reader that follows the standard word by word,
// and what is written is what is read.
import HTTP

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  let input = Pieces(data, size)
  expectSame(read([input.wire], 1 << 20), read(input.cut, 1 << 20), "a stream, whole and in pieces")
  expectSame(read([input.wire], 64), read(input.cut, 64), "a stream over its limit, whole and in pieces")
  expectSame(read([input.wire], 1 << 20), plainly(input.wire), "a stream and the plain reader")
  var wire: [UInt8] = []
  ServerSentEvent(id: "1", name: "n", data: input.wire).encode(into: &wire)
  let normal = lines(of: input.wire).joined(separator: [10])
  expectSame(read([wire], 1 << 20), ["1 n \(Array(normal))"], "an event, written and read")
  return 0
}

private func read(_ pieces: [[UInt8]], _ limit: Int) -> [String] {
  var parser = ServerSentEvent.Parser(limitBytes: limit)
  var transcript: [String] = []
  do {
    for piece in pieces {
      var at = 0
      while let event = try parser.next(piece.span, &at) {
        transcript.append("\(event.id) \(event.name) \(event.data)")
      }
      precondition(at == piece.count)
    }
  } catch { transcript.append("\(error)") }
  return transcript
}

/// All lines, the unfinished last one included, with CR LF, CR and LF taken for the same.
private func lines(of wire: [UInt8]) -> [[UInt8]] {
  var lines: [[UInt8]] = [[]]
  for index in wire.indices {
    if wire[index] == 10 && index > 0 && wire[index - 1] == 13 { continue }
    if wire[index] == 10 || wire[index] == 13 {
      lines.append([])
    } else {
      lines[lines.count - 1].append(wire[index])
    }
  }
  return lines
}

/// WHATWG HTML §9.2.6, step by step.
private func plainly(_ wire: [UInt8]) -> [String] {
  var transcript: [String] = []
  var (id, name, data) = ("", "", [[UInt8]]())
  for (number, line) in lines(of: wire).dropLast().enumerated() {
    let line = number == 0 && line.starts(with: [0xef, 0xbb, 0xbf]) ? Array(line.dropFirst(3)) : line
    if line.isEmpty {
      let event = "\(id) \(name.isEmpty ? "message" : name) \(Array(data.joined(separator: [10])))"
      if !data.isEmpty { transcript.append(event) }
      (name, data) = ("", [])
      continue
    }
    let halves = line.split(separator: 58, maxSplits: 1, omittingEmptySubsequences: false)
    var value = halves.count > 1 ? Array(halves[1]) : []
    if value.first == 32 { value.removeFirst() }
    switch String(decoding: halves[0], as: UTF8.self) {
    case "data": data.append(value)
    case "event": name = String(decoding: value, as: UTF8.self)
    case "id": if !value.contains(0) { id = String(decoding: value, as: UTF8.self) }
    default: break
    }
  }
  return transcript
}
