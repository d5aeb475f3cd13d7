import Testing

@testable import Agent

/// What a stream said in all, and how it ended.
private struct Said: Equatable {
  var events: [AnthropicEvent] = []
  var isDone = false

  init(reading pieces: [ArraySlice<UInt8>]) throws {
    var stream = AnthropicStream()
    for piece in pieces { try stream.take(Array(piece)) { events.append($0) } }
    try stream.finish { events.append($0) }
    isDone = stream.isDone
  }
}

private func kind(of body: () throws -> Void) -> ProviderFailure.Kind? {
  do { try body() } catch { return (error as? ProviderFailure)?.kind }
  return nil
}

@Suite("An answer of the Messages API")
struct AnthropicStreamTests {
  @Test("says the same in pieces of any size", arguments: Recording.anthropic)
  func cut(_ recording: Recording) throws {
    let bytes = Array(recording.stream.utf8)
    let whole = try Said(reading: [bytes[...]])
    #expect(whole.isDone == recording.isDone)
    #expect(whole.events.count > 1)
    for size in [1, 2, 3, 7, 64] {
      let pieces = stride(from: 0, to: bytes.count, by: size).map { bytes[$0..<min($0 + size, bytes.count)] }
      #expect(try Said(reading: pieces) == whole, "by \(size)")
    }
  }

  @Test("that is nonsense is refused, and what came before it is kept")
  func nonsense() {
    let delta = #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a"}}"#
    var said: [AnthropicEvent] = []
    var stream = AnthropicStream()
    #expect(kind { try stream.take(Array("data: \(delta)\n\ndata: {no\n\n".utf8)) { said.append($0) } } == .malformed)
    #expect(said == [.delta(0, .text("a"))])
    var document = AnthropicStream()
    #expect(
      kind {
        try document.take(Array("{\"content\":".utf8)) { _ in }
        try document.finish { _ in }
      } == .malformed)
  }

  @Test("may be an error that only the event's name tells, or one in place of the whole")
  func errors() throws {
    for answer in ["event: error\ndata: {\"message\":\"No\"}\n\n", #"{"type":"error","error":{"message":"No"}}"#] {
      let said = try Said(reading: [Array(answer.utf8)[...]]).events
      guard case .failure(let words)? = said.first else {
        Issue.record("\(said)")
        continue
      }
      #expect(said.count == 1 && words.message == "No")
    }
  }
}
