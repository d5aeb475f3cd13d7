import HTTP
import Testing

@testable import Agent

private func events(_ pieces: [ArraySlice<UInt8>]) throws -> [ServerSentEvent] {
  var stream = ModelStream()
  var events: [ServerSentEvent] = []
  for piece in pieces { try stream.take(Array(piece)) { events.append($0) } }
  return events + (stream.document.map { [ServerSentEvent(name: "whole", data: $0)] } ?? [])
}

@Suite("What a model server sends")
struct ModelStreamTests {
  @Test(
    "is the same events, or the same document, cut at any byte", arguments: Recording.anthropic + Recording.withCalls)
  func cut(_ recording: Recording) throws {
    let bytes = Array(recording.stream.utf8)
    let whole = try events([bytes[...]])
    #expect(!whole.isEmpty)
    for cut in 0...bytes.count {
      #expect(try events([bytes[..<cut], bytes[cut...]]) == whole, "cut at \(cut)")
    }
  }
}
