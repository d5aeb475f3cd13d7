internal import HTTP

/// Reads an answer of `/chat/completions` in whatever pieces it comes.
struct OpenAIStream {
  private static let end = Array("[DONE]".utf8)

  private var stream = ModelStream()
  /// The server has said that this was all.
  private(set) var isDone = false

  /// Gives each chunk that is complete to `each`, in order.
  ///
  /// errors: `ProviderFailure` for what is no chunk, or too large; whatever `each` throws
  /// cost:   O(bytes)
  mutating func take(_ bytes: [UInt8], _ each: (OpenAIChunk) throws -> Void) throws {
    var isDone = isDone
    defer { self.isDone = isDone }
    try stream.take(bytes) { event in
      // Nothing counts after the end, not even a second one.
      if isDone || event.data.isEmpty { return }
      if event.data == Self.end {
        isDone = true
      } else {
        try each(Self.chunk(event))
      }
    }
  }

  /// The server has closed its answer.
  ///
  /// errors: `ProviderFailure` for a document that is no answer
  mutating func finish(_ each: (OpenAIChunk) throws -> Void) throws {
    guard let document = stream.document else { return }
    guard let chunk = OpenAIChunk(document) else { throw ProviderFailure.noAnswer(document) }
    isDone = true
    try each(chunk)
  }

  private static func chunk(_ event: ServerSentEvent) throws -> OpenAIChunk {
    guard var chunk = OpenAIChunk(event.data) else { throw ProviderFailure.noAnswer(event.data) }
    if event.name == "error", chunk.failure == nil { chunk.failure = ProviderWords(body: event.data) }
    return chunk
  }
}
