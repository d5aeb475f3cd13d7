internal import HTTP

/// Reads an answer of `/chat/completions` in whatever pieces it comes: a stream of events, or, from servers
/// that do not stream, one JSON document.
struct OpenAIStream {
  private enum Form {
    case unknown
    case events(ServerSentEvent.Parser)
    case document([UInt8])
  }

  private static let end = Array("[DONE]".utf8)

  private var form = Form.unknown
  /// The server has said that this was all.
  private(set) var isDone = false

  /// Gives each chunk that is complete to `each`, in order.
  ///
  /// errors: `ProviderFailure` for what is no chunk, or too large; whatever `each` throws
  /// cost:   O(bytes)
  mutating func take(_ bytes: [UInt8], _ each: (OpenAIChunk) throws -> Void) throws {
    if case .unknown = form { recognise(bytes) }
    switch form {
    case .unknown: break
    case .events(var parser):
      form = .unknown
      defer { form = .events(parser) }
      try read(bytes, &parser, each)
    case .document(var document):
      form = .unknown
      document += bytes
      guard document.count <= AgentLimits.bodyBytes else { throw Self.tooLarge }
      form = .document(document)
    }
  }

  /// The server has closed its answer.
  ///
  /// errors: `ProviderFailure` for a document that is no answer
  mutating func finish(_ each: (OpenAIChunk) throws -> Void) throws {
    guard case .document(let document) = form else { return }
    guard let chunk = OpenAIChunk(document) else { throw Self.noChunk(document) }
    isDone = true
    try each(chunk)
  }

  /// By the first byte that is no blank: media types are wrong too often, `{` never begins an event stream.
  private mutating func recognise(_ bytes: [UInt8]) {
    guard let first = bytes.first(where: { $0 > 0x20 }) else { return }
    form = first == UInt8(ascii: "{") ? .document([]) : .events(.init(limitBytes: AgentLimits.eventBytes))
  }

  private mutating func read(
    _ bytes: [UInt8], _ parser: inout ServerSentEvent.Parser, _ each: (OpenAIChunk) throws -> Void
  ) throws {
    var index = 0
    while let event = try next(bytes, &index, &parser) {
      // Nothing counts after the end, not even a second one.
      if isDone || event.data.isEmpty { continue }
      if event.data == Self.end {
        isDone = true
      } else {
        try each(chunk(event))
      }
    }
  }

  private func next(
    _ bytes: [UInt8], _ index: inout Int, _ parser: inout ServerSentEvent.Parser
  ) throws -> ServerSentEvent? {
    do {
      return try parser.next(bytes.span, &index)
    } catch {
      throw Self.tooLarge
    }
  }

  private func chunk(_ event: ServerSentEvent) throws -> OpenAIChunk {
    guard var chunk = OpenAIChunk(event.data) else { throw Self.noChunk(event.data) }
    if event.name == "error", chunk.failure == nil { chunk.failure = ProviderWords(body: event.data) }
    return chunk
  }

  private static let tooLarge = ProviderFailure(
    .malformed, "The model server sends pieces that are too large")

  private static func noChunk(_ data: [UInt8]) -> ProviderFailure {
    let words = ProviderWords(body: Array(data.prefix(200)))?.message
    return ProviderFailure(.malformed, "The model server sent what is no answer: \(words ?? "not text")")
  }
}
