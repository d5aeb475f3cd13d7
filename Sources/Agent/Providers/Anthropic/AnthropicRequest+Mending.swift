/// What is wrong with this one request, and not with all to the model.
extension AnthropicRequest {
  /// Below this it is better to leave old turns out than to ask for a still shorter answer.
  private static let answerTokensAtLeast = 2_048

  /// returns: whether the request differs now, so that it is worth sending again
  mutating func mend(_ refusal: ModelRefusal) -> Bool { dropThoughts(refusal) || shorten(refusal) }

  /// "Invalid `signature` in `thinking` block", "Expected `thinking` or `redacted_thinking`, but found …": the turn's
  /// thoughts were made by another model, or are lost.
  private mutating func dropThoughts(_ refusal: ModelRefusal) -> Bool {
    let isAboutThoughts =
      refusal.isAbout("signature", "thinking") || refusal.isAbout("expected", "redacted_thinking")
      || refusal.isAbout("thinking", "cannot be modified")
    guard isAboutThoughts, !withoutThoughts else { return false }
    withoutThoughts = true
    return true
  }

  /// "input length and `max_tokens` exceed context limit: 188240 + 32000 > 200000": the answer may be shorter.
  private mutating func shorten(_ refusal: ModelRefusal) -> Bool {
    guard refusal.isAbout("max_tokens", "exceed context limit"), answerTokens == nil, let words = refusal.words,
      let input = ModelWindow.number(after: "limit: ", in: words.message),
      let window = ModelWindow.number(after: "> ", in: words.message), window - input >= Self.answerTokensAtLeast
    else { return false }
    answerTokens = window - input
    return true
  }
}
