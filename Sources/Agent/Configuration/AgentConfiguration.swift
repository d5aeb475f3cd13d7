/// Who answers: a value of `agents` in the configuration.
public struct AgentConfiguration: Hashable, Sendable {
  /// Its key in the configuration, and its name in the API.
  public var name: String
  /// For people; the name where nothing else is said.
  public var label: String
  /// A key of `providers`, or `demo`.
  public var provider: String
  /// The provider's name for the model.
  public var model: String
  /// What the model is told before anything else.
  public var system: String?
  /// Whether it understands pictures.
  public var vision: Bool
  /// Whether its thoughts are shown.
  public var reasoning: Bool
  /// The model's window; nil asks the provider.
  public var contextTokens: Int?
  /// The longest answer to ask for; nil leaves it to the provider.
  public var answerTokens: Int?
  /// 0 is dry, 1 is lively; nil leaves it to the provider.
  public var temperature: Double?
  /// Whether the model's chat template writes `<think>` itself, so that answers begin within a thought.
  public var startsThinking: Bool
  /// Which tools it has: names, in which a `*` stands for any characters. None: no tools.
  public var tools: [String]
  /// How often in a turn the model may ask for tools.
  public var rounds: Int
  /// Whether programs that it runs may speak to the network; nil: what `tools.network` says.
  public var network: Bool?
  /// A key of `bots`: then that program answers, and there is no provider.
  public var bot: String?

  public init(
    name: String, label: String? = nil, provider: String, model: String = "", system: String? = nil,
    vision: Bool = false, reasoning: Bool = true, contextTokens: Int? = nil, answerTokens: Int? = nil,
    temperature: Double? = nil, startsThinking: Bool = false, tools: [String] = [], rounds: Int = 40,
    network: Bool? = nil, bot: String? = nil
  ) {
    self.name = name
    self.label = label ?? name
    self.provider = provider
    self.model = model
    self.system = system
    self.vision = vision
    self.reasoning = reasoning
    self.contextTokens = contextTokens
    self.answerTokens = answerTokens
    self.temperature = temperature
    self.startsThinking = startsThinking
    self.tools = tools
    self.rounds = rounds
    self.network = network
    self.bot = bot
  }

  /// What answers when nothing is configured.
  public static let demo = AgentConfiguration(
    name: "demo", label: "Demo", provider: "demo", model: "demo", vision: true)
}
