public import Chat

/// A tool's call as a model made it.
public struct ModelCall: Hashable, Sendable {
  /// From a provider: its own word for the call, perhaps empty, perhaps not unique. To a provider: ours, which
  /// is both, 9 characters of `[a-zA-Z0-9]`.
  public var id: String
  public var name: String
  /// JSON as the model wrote it, which may be none; `{}` where it wrote nothing.
  public var arguments: String
  /// What the provider wants back with the call, and nobody else understands (Gemini's `thought_signature`).
  public var extra: JSONValue?

  public init(id: String, name: String, arguments: String, extra: JSONValue? = nil) {
    self.id = id
    self.name = name
    self.arguments = arguments
    self.extra = extra
  }
}
