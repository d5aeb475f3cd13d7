internal import HTTP

/// Reads a model server's answer in whatever pieces it comes: a stream of events, or, from servers that do not
/// stream, one JSON document.
struct ModelStream {
  private enum Form {
    case unknown
    case events(ServerSentEvent.Parser)
    case document([UInt8])
  }

  private var form = Form.unknown

  /// Gives each event that is complete to `each`, in order.
  ///
  /// errors: `ProviderFailure` for what is too large; whatever `each` throws
  /// cost:   O(bytes)
  mutating func take(_ bytes: [UInt8], _ each: (ServerSentEvent) throws -> Void) throws {
    if case .unknown = form { recognise(bytes) }
    switch form {
    case .unknown: break
    case .events(var parser):
      form = .unknown
      defer { form = .events(parser) }
      var index = 0
      while let event = try Self.next(bytes, &index, &parser) { try each(event) }
    case .document(var document):
      form = .unknown
      document += bytes
      guard document.count <= AgentLimits.bodyBytes else { throw Self.tooLarge }
      form = .document(document)
    }
  }

  /// What came instead of a stream; nil for a stream. Call it at the end.
  var document: [UInt8]? {
    if case .document(let document) = form { document } else { nil }
  }

  /// By the first byte that is no blank: media types are wrong too often, `{` never begins an event stream.
  private mutating func recognise(_ bytes: [UInt8]) {
    guard let first = bytes.first(where: { $0 > 0x20 }) else { return }
    form = first == UInt8(ascii: "{") ? .document([]) : .events(.init(limitBytes: AgentLimits.eventBytes))
  }

  private static func next(
    _ bytes: [UInt8], _ index: inout Int, _ parser: inout ServerSentEvent.Parser
  ) throws -> ServerSentEvent? {
    do {
      return try parser.next(bytes.span, &index)
    } catch {
      throw tooLarge
    }
  }

  private static let tooLarge = ProviderFailure(
    .malformed, "The model server sends pieces that are too large")
}

extension ProviderFailure {
  /// For what came where a piece of an answer should be.
  static func noAnswer(_ data: [UInt8]) -> ProviderFailure {
    let words = ProviderWords(body: Array(data.prefix(200)))?.message
    return ProviderFailure(.malformed, "The model server sent what is no answer: \(words ?? "not text")")
  }
}
