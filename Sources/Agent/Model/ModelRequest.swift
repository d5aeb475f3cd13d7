public import Tools

/// What a model is asked: one round.
public struct ModelRequest: Hashable, Sendable {
  /// The provider's name for it.
  public var model: String
  public var system: String?
  /// Oldest first; the last one is the user's.
  public var messages: [ModelMessage]
  /// What the model may call. None: calls in `messages` are told in words.
  public var tools: [ToolDescription]
  /// Asks for thoughts where the provider gives them only to those who ask.
  public var wantsReasoning: Bool
  /// The longest answer to ask for.
  public var answerTokens: Int?
  public var temperature: Double?

  public init(
    model: String, system: String? = nil, messages: [ModelMessage], tools: [ToolDescription] = [],
    wantsReasoning: Bool = false, answerTokens: Int? = nil, temperature: Double? = nil
  ) {
    self.model = model
    self.system = system
    self.messages = messages
    self.tools = tools
    self.wantsReasoning = wantsReasoning
    self.answerTokens = answerTokens
    self.temperature = temperature
  }

  /// Says of every picture that it is there, in place of showing it.
  ///
  /// shown:   parts that keep theirs, the newest ones
  /// returns: false if there was nothing to say
  @discardableResult
  mutating func describePictures(butTheLast shown: Int = 0) -> Bool {
    var seen = 0
    for message in messages.indices.reversed() {
      for part in messages[message].parts.indices.reversed() {
        guard let words = messages[message].parts[part].inWords else { continue }
        seen += 1
        if seen > shown { messages[message].parts[part] = words }
      }
    }
    return seen > shown
  }
}

extension ModelMessage.Part {
  /// Without its pictures; nil if it has none.
  fileprivate var inWords: Self? {
    switch self {
    case .image(let mime, _): .text(Self.mention(mime))
    case .toolResult(let id, let name, let text, let images, let isError) where !images.isEmpty:
      .toolResult(
        id: id, name: name, text: ([text] + images.map { Self.mention($0.mime) }).joined(separator: "\n"),
        images: [], isError: isError)
    default: nil
    }
  }

  private static func mention(_ mime: String) -> String {
    "[a picture is attached that you cannot see: \(mime)]"
  }
}
