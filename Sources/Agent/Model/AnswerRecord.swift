/// What a model said in a round: its thoughts and words in their order.
///
/// cost: O(1) amortised per piece: what is open grows in place
struct AnswerRecord {
  private enum Open { case none, reasoning, text }

  private(set) var parts: [ModelMessage.Part] = []
  private var open = Open.none
  private var openText = ""
  /// Of the open thought.
  private(set) var signature: String?

  var isThinking: Bool { open == .reasoning }

  mutating func text(_ text: String) { extend(.text, text) }

  mutating func reasoning(_ text: String, _ signature: String?) {
    extend(.reasoning, text)
    if let signature { self.signature = signature }
  }

  /// Closes the open thought with its signature; without one, notes a thought without words.
  mutating func sign(_ signature: String) {
    if !isThinking {
      close()
      open = .reasoning
    }
    self.signature = signature
    close()
  }

  mutating func close() {
    switch open {
    case .none: return
    case .reasoning: parts.append(.reasoning(text: openText, signature: signature))
    case .text: parts.append(.text(openText))
    }
    open = .none
    openText = ""
    signature = nil
  }

  private mutating func extend(_ kind: Open, _ text: String) {
    if open != kind { close() }
    open = kind
    openText += text
  }
}
