public import Tools

/// All agents and the providers that they name.
public struct AgentsConfiguration: Hashable, Sendable {
  /// By name. `demo` is always there and needs no entry.
  public var providers: [String: ProviderConfiguration]
  /// In the order in which they are shown; the first one named `default`, else the first, answers when nobody
  /// is asked for. None: the demo.
  public var agents: [AgentConfiguration]

  /// What tools may do, and where.
  public var tools: ToolsConfiguration
  /// Names of the servers whose tools are named `server_tool`.
  public var servers: [String]
  /// By name.
  public var bots: [String: BotConfiguration]

  public init(
    providers: [String: ProviderConfiguration] = [:], agents: [AgentConfiguration] = [],
    tools: ToolsConfiguration = ToolsConfiguration(), servers: [String] = [],
    bots: [String: BotConfiguration] = [:]
  ) {
    self.providers = providers
    self.agents = agents
    self.tools = tools
    self.servers = servers
    self.bots = bots
  }
}
