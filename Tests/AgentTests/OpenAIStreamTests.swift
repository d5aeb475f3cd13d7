import Chat
import Testing

@testable import Agent

/// What a stream said in all.
private struct Said: Equatable {
  var text = ""
  var reasoning = ""
  var field: String?
  var calls: [ModelCall] = []
  var finishReason: String?
  var usage: Usage?
  var failure: String?
  var isDone = false

  init(_ recording: Recording) {
    text = recording.text
    reasoning = recording.reasoning
    field = recording.field
    calls = recording.calls
    finishReason = recording.finishReason
    usage = recording.usage
    failure = recording.failure
    isDone = recording.isDone
  }

  init(reading pieces: [ArraySlice<UInt8>]) throws {
    var stream = OpenAIStream()
    var joined = OpenAICalls()
    for piece in pieces { try stream.take(Array(piece)) { try take($0, &joined) } }
    try stream.finish { try take($0, &joined) }
    calls = joined.calls(isCut: finishReason == "length")
    isDone = stream.isDone
  }

  private mutating func take(_ chunk: OpenAIChunk, _ joined: inout OpenAICalls) throws {
    for piece in chunk.calls { _ = try joined.take(piece) }
    field = chunk.reasoningField?.rawValue ?? field
    text += chunk.text
    reasoning += chunk.reasoning
    finishReason = chunk.finishReason ?? finishReason
    usage = chunk.usage ?? usage
    failure = chunk.failure?.message ?? failure
  }
}

private func kind(of body: () throws -> Void) -> ProviderFailure.Kind? {
  do { try body() } catch { return (error as? ProviderFailure)?.kind }
  return nil
}

@Suite("An answer of /chat/completions")
struct OpenAIStreamTests {
  @Test("says the same cut at any byte", arguments: Recording.all)
  func cutInTwo(_ recording: Recording) throws {
    let bytes = Array(recording.stream.utf8)
    for cut in 0...bytes.count {
      #expect(try Said(reading: [bytes[..<cut], bytes[cut...]]) == Said(recording), "cut at \(cut)")
    }
  }

  @Test("says the same in pieces of any size", arguments: Recording.all)
  func pieces(_ recording: Recording) throws {
    let bytes = Array(recording.stream.utf8)
    for size in [1, 2, 3, 7, 64, 1_000] {
      let pieces = stride(from: 0, to: bytes.count, by: size).map { bytes[$0..<min($0 + size, bytes.count)] }
      #expect(try Said(reading: pieces) == Said(recording), "by \(size)")
    }
  }

  @Test("that is nonsense is refused, and what came before it is kept")
  func nonsense() {
    let bytes = Array(
      "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\ndata: {this is no json\n\n".utf8)
    var text = ""
    var stream = OpenAIStream()
    #expect(kind { try stream.take(bytes) { text += $0.text } } == .malformed)
    #expect(text == "a")
    var document = OpenAIStream()
    #expect(
      kind {
        try document.take(Array("{\"choices\":".utf8)) { _ in }
        try document.finish { _ in }
      } == .malformed)
  }

  @Test("that sends no end of a line is not taken without bound")
  func tooLarge() {
    var stream = OpenAIStream()
    let piece = Array(("data: " + String(repeating: "x", count: 1 << 20)).utf8)
    #expect(kind { for _ in 0..<6 { try stream.take(piece) { _ in } } } == .malformed)
    var document = OpenAIStream()
    let open = Array(("{" + String(repeating: " ", count: 1 << 20)).utf8)
    #expect(kind { for _ in 0..<20 { try document.take(open) { _ in } } } == .malformed)
  }

  @Test("that is empty is neither done nor finished")
  func empty() throws { #expect(try Said(reading: []).isDone == false) }
}
