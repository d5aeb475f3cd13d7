/// What a model is asked: one round.
public struct ModelRequest: Hashable, Sendable {
  /// The provider's name for it.
  public var model: String
  public var system: String?
  /// Oldest first; the last one is the user's.
  public var messages: [ModelMessage]
  /// The longest answer to ask for.
  public var answerTokens: Int?
  public var temperature: Double?

  public init(
    model: String, system: String? = nil, messages: [ModelMessage], answerTokens: Int? = nil,
    temperature: Double? = nil
  ) {
    self.model = model
    self.system = system
    self.messages = messages
    self.answerTokens = answerTokens
    self.temperature = temperature
  }
}
