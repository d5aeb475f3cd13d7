/// All agents and the providers that they name.
public struct AgentsConfiguration: Hashable, Sendable {
  /// By name. `demo` is always there and needs no entry.
  public var providers: [String: ProviderConfiguration]
  /// In the order in which they are shown; the first one named `default`, else the first, answers when nobody
  /// is asked for. None: the demo.
  public var agents: [AgentConfiguration]

  public init(providers: [String: ProviderConfiguration] = [:], agents: [AgentConfiguration] = []) {
    self.providers = providers
    self.agents = agents
  }
}
