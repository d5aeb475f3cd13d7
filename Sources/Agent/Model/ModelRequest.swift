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

  /// Says of every picture that it is there, in place of showing it.
  ///
  /// returns: false if there was none
  mutating func describePictures() -> Bool {
    var hadPictures = false
    for message in messages.indices {
      for part in messages[message].parts.indices {
        guard case .image(let mime, _) = messages[message].parts[part] else { continue }
        messages[message].parts[part] = .text("[a picture is attached that you cannot see: \(mime)]")
        hadPictures = true
      }
    }
    return hadPictures
  }
}
