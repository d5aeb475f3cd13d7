public import Chat

/// A message as a model is to see it.
public struct ModelMessage: Hashable, Sendable {
  /// What a message is made of.
  public enum Part: Hashable, Sendable {
    case text(String)
    /// base64: without line ends (RFC 4648 §4)
    case image(mime: String, base64: String)
    /// The model's thought. Only in the assistant's messages.
    ///
    /// signature: what the provider gave with it and wants back with it, opaque to all others; nil: it is not
    ///            sent back
    case reasoning(text: String, signature: String?)
    /// Only in the assistant's messages.
    case toolCall(ModelCall)
    /// What came of a call of the assistant's message before. Only in the user's messages, before all else.
    case toolResult(id: String, name: String, text: String, images: [ModelImage], isError: Bool)
  }

  public var role: Role
  public var parts: [Part]

  public init(role: Role, parts: [Part]) {
    self.role = role
    self.parts = parts
  }

  public init(_ role: Role, _ text: String) { self.init(role: role, parts: [.text(text)]) }

  /// The text parts, divided by a blank line.
  var text: String {
    parts.compactMap { if case .text(let text) = $0 { text } else { nil } }.joined(separator: "\n\n")
  }

  public var calls: [ModelCall] {
    parts.compactMap { if case .toolCall(let call) = $0 { call } else { nil } }
  }

  /// Whether it brings what came of calls: then the turn goes on with it, and none begins.
  public var hasResults: Bool {
    parts.contains { if case .toolResult = $0 { true } else { false } }
  }
}
