// sources: HTTP Tests/Fuzz/Shared/Pieces.swift
// Requests with their bodies, one behind the other on a connection, and responses: the same however they are cut.
import HTTP

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  let input = Pieces(data, size)
  expectSame(requests([input.wire]), requests(input.cut), "requests, whole and in pieces")
  expectSame(responses([input.wire]), responses(input.cut), "a response, whole and in pieces")
  return 0
}

private func requests(_ pieces: [[UInt8]]) -> [String] {
  var connection = Connection()
  for piece in pieces { connection.receive(piece) }
  return connection.transcript
}

/// The bare bones of a server's connection.
private struct Connection {
  var transcript: [String] = []
  private var buffer: [UInt8] = []
  private var parser = RequestHead.Parser(limits: HeadLimits(headBytes: 1000, firstLineBytes: 200, fields: 8))
  private var body: BodyDecoder?
  private var isClosed = false

  mutating func receive(_ bytes: [UInt8]) {
    if isClosed { return }
    buffer += bytes
    do { while try advance() {} } catch {
      transcript.append("\(error)")
      isClosed = true
    }
  }

  private mutating func advance() throws -> Bool {
    if body != nil { return try readBody() }
    let bytes = buffer
    guard let head = try parser.next(bytes.span) else { return false }
    check(head)
    transcript.append("\(head.method) \(head.target) \(head.version) \(head.framing) \(head.keepAlive)")
    transcript += head.fields.map { "\($0.name): \($0.value)" }
    buffer.removeFirst(head.bytes.count)
    parser = RequestHead.Parser(limits: HeadLimits(headBytes: 1000, firstLineBytes: 200, fields: 8))
    body = try BodyDecoder(head.framing, limitBytes: 2000)
    return true
  }

  private mutating func readBody() throws -> Bool {
    let bytes = buffer
    var at = 0
    defer { buffer.removeFirst(at) }
    while let step = try body?.next(bytes.span, &at) {
      switch step {
      case .data(let range):
        precondition(range.upperBound <= at && !range.isEmpty)
        say(bytes[range], to: &transcript)
      case .more:
        precondition(at == bytes.count)
        return false
      case .finished:
        body = nil
        transcript.append("end")
      }
    }
    return true
  }
}

/// What must be true of every head that was let through.
private func check(_ head: RequestHead) {
  let bytes = head.bytes
  for index in bytes.indices {
    precondition(bytes[index] != 0 && bytes[index] != 0x7f)
    if bytes[index] == 10 { precondition(index > 0 && bytes[index - 1] == 13) }
    if bytes[index] == 13 { precondition(bytes[index + 1] == 10) }
  }
  precondition(head.version == .http10 || head.host != nil)
  precondition(head.fields.all(.host).count < 2 && head.fields.all(.contentLength).count < 2)
  precondition(!(head.fields.has(.contentLength) && head.fields.has(.transferEncoding)))
  if let target = try? RequestTarget(head) {
    precondition(target.segments.allSatisfy { $0 != ".." && !$0.utf8.contains(0x2f) && !$0.utf8.contains(0) })
    _ = target.items
  }
  var again: [UInt8] = []
  RequestHead.encode(head.method, target: head.target, fields: head.fields, into: &again)
  if head.version == .http11, String(validating: bytes, as: UTF8.self) != nil {
    let copy = try! RequestHead.parse(again.span)!
    precondition(copy.fields.map(\.value) == head.fields.map(\.value) && copy.framing == head.framing)
  }
  readValues(head.fields)
}

private func readValues(_ fields: Fields) {
  _ = (fields.acceptsGzip, fields.weight(accepting: "text/html"), EntityTag("a").isNamed(by: fields))
  for (_, value) in fields {
    if case .part(let range) = ContentRange(value, size: 1000) {
      precondition(!range.isEmpty && range.lowerBound >= 0 && range.upperBound <= 1000)
    }
    _ = (MediaType(value), Origin(value), Host(value), ContentDisposition.inline.field(filename: value))
  }
}

private func responses(_ pieces: [[UInt8]]) -> [String] {
  var parser = ResponseHead.Parser(limits: HeadLimits(headBytes: 1000, firstLineBytes: 200, fields: 8))
  var buffer: [UInt8] = []
  for piece in pieces {
    buffer += piece
    do {
      guard let head = try parser.next(buffer.span) else { continue }
      return ["\(head.status) \(head.framing(to: .get)) \(head.keepAlive(to: .get))"]
        + head.fields.map(\.value)
    } catch { return ["\(error)"] }
  }
  return []
}
