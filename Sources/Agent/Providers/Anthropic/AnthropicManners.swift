/// What a model of the Messages API turned out to want: found out by refusals, kept for the provider's lifetime.
struct AnthropicManners: Hashable {
  /// The longest answer asked for where nobody said how long: within the bounds of every model since Claude 4.
  static let answerTokens = 32_000
  /// For thoughts alone, of models that want to be told; at least 1,024.
  static let thinkingTokens = 8_192
  static let thinkingTokensAtLeast = 1_024

  var thinking = Thinking.adaptive
  /// The longest answer that the model allows.
  var answerTokens: Int?
  /// A server behind which there is no cache may refuse the hint.
  var takesCacheHints = true

  /// How the model is asked for thoughts.
  enum Thinking {
    /// It decides itself how much (since Claude 4.6).
    case adaptive
    /// It is told how much.
    case budget
    case never
  }

  /// Takes in why the server refused a request.
  ///
  /// returns: whether the next one will differ, so that it is worth sending
  mutating func learn(_ refusal: ModelRefusal) -> Bool {
    let before = self
    if refusal.isAbout("max_tokens", "maximum allowed") {
      answerTokens = refusal.words.flatMap { ModelWindow.number(after: "> ", in: $0.message) }
    } else if refusal.isAbout("cache_control") {
      takesCacheHints = false
    } else if refusal.isAbout("thinking") || refusal.isAbout("adaptive") || refusal.isAbout("budget_tokens") {
      thinking = thinking == .adaptive ? .budget : .never
    }
    return self != before
  }
}
