/// An agent as the API shows it.
public struct AgentInfo: Hashable, Sendable, Codable {
  public var name: String
  public var label: String
  public var model: String
  public var vision: Bool
  /// Names of its tools.
  public var tools: [String]
  public var reasoning: Bool
  /// The model's window, where the configuration says it.
  public var contextTokens: Int?

  init(_ configuration: AgentConfiguration) {
    name = configuration.name
    label = configuration.label
    model = configuration.model
    vision = configuration.vision
    tools = []
    reasoning = configuration.reasoning
    contextTokens = configuration.contextTokens
  }

  enum CodingKeys: String, CodingKey {
    case name, label, model, vision, tools, reasoning
    case contextTokens = "context_tokens"
  }
}
