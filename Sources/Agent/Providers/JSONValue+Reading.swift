internal import Chat

/// What providers' answers are read with.
extension JSONValue {
  /// The text of a string, of a part (`{"text": …}`) or of many, one after another.
  ///
  /// thinking: whether parts of type `thinking` or `reasoning…` count, too
  func flatText(thinking: Bool) -> String {
    switch self {
    case .string(let text): text
    case .array(let parts): parts.map { $0.flatText(thinking: thinking) }.joined()
    case .object where thinking || !isThinkingPart:
      ["text", "content", "thinking", "summary"].lazy.compactMap { self[$0] }.first?
        .flatText(thinking: thinking) ?? ""
    default: ""
    }
  }

  /// The text of those parts that are thoughts.
  var flatThinking: String {
    elements.filter(\.isThinkingPart).map { $0.flatText(thinking: true) }.joined()
  }

  private var isThinkingPart: Bool {
    guard let type = self["type"]?.text else { return false }
    return type.hasPrefix("thinking") || type.hasPrefix("reasoning")
  }
}
