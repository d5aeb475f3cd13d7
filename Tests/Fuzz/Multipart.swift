// sources: HTTP Tests/Fuzz/Shared/Pieces.swift
// Forms: the same however they are cut, and every body that does not hold its boundary comes back as it went in.
import HTTP

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  let input = Pieces(data, size)
  expectSame(read([input.wire]), read(input.cut), "a form, whole and in pieces")
  if !holdsDelimiter(input.wire) {
    let head = "x\r\n--b\r\nContent-Disposition: form-data; name=n; filename=\"f\"\r\n\r\n"
    let form = Array(head.utf8) + input.wire + Array("\r\n--b--".utf8)
    let expected =
      (["part n f"] + (input.wire.isEmpty ? [] : [transcribed(input.wire)])) + ["end", "finished"]
    expectSame(read([form]), expected, "a part, sent and received")
  }
  return 0
}

private let delimiter = Array("\r\n--b".utf8)

private func holdsDelimiter(_ data: [UInt8]) -> Bool {
  let all = data + delimiter.prefix(4)
  return all.indices.contains { all[$0...].starts(with: delimiter) }
}

private func transcribed(_ data: [UInt8]) -> String {
  var lines: [String] = []
  say(data, to: &lines)
  return lines[0]
}

private func read(_ pieces: [[UInt8]]) -> [String] {
  var limits = Multipart.Limits()
  (limits.parts, limits.partHeadBytes) = (5, 300)
  var form = Multipart(boundary: "b", limits: limits)!
  var transcript: [String] = []
  do { for piece in pieces { try feed(piece, to: &form, &transcript) } } catch {
    transcript.append("\(error)")
  }
  return transcript + (form.isFinished ? ["finished"] : [])
}

private func feed(_ piece: [UInt8], to form: inout Multipart, _ transcript: inout [String]) throws {
  var at = 0
  while true {
    switch try form.next(piece.span, &at) {
    case .part(let head): transcript.append("part \(head.name) \(head.filename ?? "")")
    case .data(let range): say(piece[range], to: &transcript)
    case .held(let bytes): say(bytes, to: &transcript)
    case .partEnded: transcript.append("end")
    case .more, .finished:
      precondition(at == piece.count)
      return
    }
  }
}
