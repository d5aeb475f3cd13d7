/// What a server turned out to want otherwise than most: found out by its refusals, kept for its lifetime.
struct OpenAIManners: Hashable {
  /// Some refuse the very word `stream_options`.
  var takesUsage = true
  /// OpenAI's reasoning models refuse `max_tokens`; many others do not know its successor.
  var namesCompletionTokens = false
  var thoughts = Thoughts.asSent

  /// Which messages carry the model's thoughts back.
  enum Thoughts {
    /// Those with calls whose thoughts came in a field of their own, under the same name.
    case asSent
    /// As `asSent`, and where a message with calls has none, an empty one: DeepSeek wants the field in all.
    case always
    case never
  }

  /// Takes in why the server refused a request.
  ///
  /// returns: whether the next one will differ, so that it is worth sending
  mutating func learn(_ refusal: ModelRefusal) -> Bool {
    let before = self
    if refusal.isAbout("stream_options") || refusal.isAbout("include_usage") { takesUsage = false }
    if refusal.isAbout("max_tokens", "max_completion_tokens") { namesCompletionTokens = true }
    if refusal.isAbout("reasoning_content") || refusal.isAbout("'reasoning'") || refusal.isAbout("reasoning:") {
      learnThoughts(refusal)
    }
    return self != before
  }

  /// "… must be passed back", "Missing reasoning_content field …"; anything else is a field that it does not know.
  private mutating func learnThoughts(_ refusal: ModelRefusal) {
    let isMissed =
      refusal.isAbout("passed back") || refusal.isAbout("missing") || refusal.isAbout("must be provided")
      || refusal.isAbout("is required")
    guard isMissed else {
      thoughts = .never
      return
    }
    if thoughts == .asSent { thoughts = .always }
  }
}
