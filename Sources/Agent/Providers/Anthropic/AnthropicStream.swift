internal import Chat
internal import HTTP

/// Reads an answer of the Messages API in whatever pieces it comes.
struct AnthropicStream {
  /// Not of this dialect; some who translate into it send it all the same.
  private static let end = Array("[DONE]".utf8)

  private var stream = ModelStream()
  /// The server has said that this was all.
  private(set) var isDone = false

  /// Gives each event that is complete to `each`, in order.
  ///
  /// errors: `ProviderFailure` for what is no event, or too large; whatever `each` throws
  /// cost:   O(bytes)
  mutating func take(_ bytes: [UInt8], _ each: (AnthropicEvent) throws -> Void) throws {
    var isDone = isDone
    defer { self.isDone = isDone }
    try stream.take(bytes) { event in
      if event.data == Self.end { isDone = true }
      if isDone || event.data.isEmpty { return }
      guard let said = AnthropicEvent(event.data) else { throw ProviderFailure.noAnswer(event.data) }
      if said == .stop { isDone = true }
      try each(Self.named(said, event))
    }
  }

  /// The server has closed its answer.
  ///
  /// errors: `ProviderFailure` for a document that is no answer
  mutating func finish(_ each: (AnthropicEvent) throws -> Void) throws {
    guard let document = stream.document else { return }
    guard let answer = JSONValue(json: document), case .object = answer else {
      throw ProviderFailure.noAnswer(document)
    }
    isDone = true
    for event in AnthropicEvent.events(of: answer) { try each(event) }
  }

  /// Some say only in the event's name that it is an error.
  private static func named(_ said: AnthropicEvent, _ event: ServerSentEvent) -> AnthropicEvent {
    guard event.name == "error", said == .other, let words = ProviderWords(body: event.data) else { return said }
    return .failure(words)
  }
}
