public import Chat

/// A message as a model is to see it.
public struct ModelMessage: Hashable, Sendable {
  /// What a message is made of.
  public enum Part: Hashable, Sendable {
    case text(String)
    /// base64: without line ends (RFC 4648 §4)
    case image(mime: String, base64: String)
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
}
