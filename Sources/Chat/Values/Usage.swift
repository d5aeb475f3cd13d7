/// What an answer cost, in the model's tokens.
public struct Usage: Hashable, Sendable, Codable {
  public var promptTokens: Int
  public var completionTokens: Int
  public var reasoningTokens: Int?
  /// How much of the model's window the last of several rounds took; nil: the sum of the first two.
  public var contextTokens: Int?

  public init(promptTokens: Int, completionTokens: Int, reasoningTokens: Int? = nil) {
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
    self.reasoningTokens = reasoningTokens
  }

  enum CodingKeys: String, CodingKey {
    case promptTokens = "prompt_tokens"
    case completionTokens = "completion_tokens"
    case reasoningTokens = "reasoning_tokens"
    case contextTokens = "context_tokens"
  }
}
