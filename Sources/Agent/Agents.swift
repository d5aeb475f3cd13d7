public import Chat
public import EventLoop
public import HTTPClient
public import Tools

/// All agents: those of the configuration, then the models found on this machine.
@Loop public final class Agents {
  private let client: HTTPClient
  private let uploads: Uploads
  let disk: Disk
  private let discovery: Discovery
  private var configured: [Agent] = []
  private var found: [Agent] = []
  private var isConfigured = false
  private var tools = ToolsConfiguration()
  private var toolServers: [String] = []
  private var bots: [String: BotConfiguration] = [:]
  /// Where we listen and when we last looked for others; nil if nobody wants us to look.
  private var lastLook: (ownPort: UInt16?, at: ContinuousClock.Instant)?

  /// The tools that are always there; whether programs may speak to the network is the agent's.
  public var builtIns: @Loop (_ network: Bool) -> [any Tool] = { _ in [] }
  /// Those who offer more.
  public var sources: [any ToolSource] = []

  /// Where to look for others, and how long a look is taken for the truth.
  var servers = LocalServer.known
  var discoveryInterval = AgentLimits.discoveryInterval

  /// Nothing is asked of anybody yet.
  public init(_ configuration: AgentsConfiguration, client: HTTPClient, uploads: Uploads, disk: Disk) {
    self.client = client
    self.uploads = uploads
    self.disk = disk
    discovery = Discovery(client: client)
    configure(configuration)
  }

  /// For the API, in the order in which they are shown. Where models were looked for once, and that is a
  /// while ago, they are looked for again: whoever asks next sees those that came and went.
  public func listing() -> [AgentInfo] {
    if let look = lastLook, look.at.duration(to: .now) >= discoveryInterval {
      Loop.start { await self.discover(ownPort: look.ownPort) }
    }
    return list
  }

  /// As `listing`, and nobody is asked for anything.
  public var list: [AgentInfo] { all.map { info(of: $0.configuration) } }

  /// nil asks for the default: the agent named `default`, else the first one. nil for a name that nobody has.
  public func agent(named name: String?) -> Agent? {
    guard let name else { return all.first { $0.configuration.name == "default" } ?? all.first }
    return all.first { $0.configuration.name == name }
  }

  /// Replaces what was configured; running turns go on with what they have. An agent whose provider is
  /// missing is left out: whoever reads the configuration says so.
  public func configure(_ configuration: AgentsConfiguration) {
    var providers: [String: any Provider] = ["demo": DemoProvider()]
    for (name, provider) in configuration.providers { providers[name] = make(provider) }
    tools = configuration.tools
    toolServers = configuration.servers
    bots = configuration.bots
    isConfigured = !configuration.agents.isEmpty
    let agents = isConfigured ? configuration.agents : [AgentConfiguration.demo]
    configured = agents.compactMap { agent in
      let provider = agent.bot == nil ? providers[agent.provider] : AbsentProvider(label: agent.label)
      return provider.map { Agent(configuration: agent, provider: $0) }
    }
  }

  /// Looks for model servers on this machine, and takes away those that are gone. Takes 0.3 s at most.
  ///
  /// ownPort: where this server listens: it must not find itself
  public func discover(ownPort: UInt16?) async {
    lastLook = (ownPort, .now)
    var providers: [String: any Provider] = [:]
    var agents: [Agent] = []
    var names = Set(configured.map(\.configuration.name))
    for model in await discovery.find(servers, ownPort: ownPort) {
      let provider = providers[model.providerName] ?? make(model.provider)
      providers[model.providerName] = provider
      var agent = model.agent
      agent.name = Self.free(agent.name, &names)
      agents.append(Agent(configuration: agent, provider: provider))
    }
    found = agents
  }

  /// Lets the turn's agent answer, to the turn's end. Returns at once.
  public func run(_ turn: Turn) {
    let agent = agent(named: turn.agent)
    turn.run { turn in
      guard let agent else {
        throw TurnFailure(code: "unknown_agent", message: "No agent \(turn.agent ?? "")", retryable: false)
      }
      if let bot = self.bot(of: agent) {
        return try await turn.askOutside(bot.name, label: agent.configuration.label, patience: bot.patience)
      }
      return try await self.loop(agent, for: turn)
        .run(turn.history, after: turn.earlier, wantsReasoning: turn.wantsReasoning, turn)
    }
  }

  private func bot(of agent: Agent) -> BotConfiguration? { agent.configuration.bot.flatMap { bots[$0] } }

  /// A real model comes before the demo; what the configuration names comes before what was found.
  private var all: [Agent] { isConfigured ? configured + found : found + configured }

  private func loop(_ agent: Agent, for turn: Turn) async -> AgentLoop {
    let reader = UploadReader(uploads, turn.user)
    let prompt = Prompt(vision: agent.configuration.vision, reader: reader, disk: disk)
    let toolbox = await toolbox(of: agent, turn)
    return AgentLoop(agent: agent.configuration, provider: agent.provider, prompt: prompt, toolbox: toolbox)
  }

  /// What is missing is told to the user, and costs no turn.
  func toolbox(of agent: Agent, _ writer: any AnswerWriter) async -> Toolbox {
    let patterns = agent.configuration.tools
    var toolbox = Toolbox(tools)
    guard !patterns.isEmpty else { return agent.provider is DemoProvider ? .demo : toolbox }
    toolbox.add(builtIns(agent.configuration.network ?? tools.network), matching: patterns)
    for source in sources {
      let found = await source.tools(matching: patterns)
      for note in found.notes { writer.progress(note, toolHint: false) }
      toolbox.add(found.tools, matching: patterns)
    }
    return toolbox
  }

  /// Tools of servers are known once they are started: until then the pattern stands for them.
  private func info(of agent: AgentConfiguration) -> AgentInfo {
    var info = AgentInfo(agent)
    let mine = builtIns(agent.network ?? tools.network).map(\.description.name).filter { agent.tools.take(in: $0) }
    let others = toolServers.flatMap { server in
      agent.tools.compactMap { $0 == "*" ? "\(server)_*" : $0.hasPrefix(server + "_") ? $0 : nil }
    }
    info.tools = mine + others
    return info
  }

  private func make(_ provider: ProviderConfiguration) -> any Provider {
    switch provider.kind {
    case .openai: OpenAIProvider(provider, client: client, disk: disk)
    case .anthropic: AnthropicProvider(provider, client: client, disk: disk)
    case .demo: DemoProvider()
    }
  }

  /// The name, or the name with a number if somebody has it.
  private static func free(_ name: String, _ names: inout Set<String>) -> String {
    let free = ([name] + (2...AgentLimits.modelsPerServer * 10).map { "\(name)-\($0)" }).first {
      names.insert($0).inserted
    }
    return free ?? name
  }
}

extension Turn: AnswerWriter {}
