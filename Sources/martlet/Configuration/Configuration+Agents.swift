import Agent
import FoundationEssentials

/// `providers` and `agents`.
extension Configuration {
  mutating func readProviders(_ table: ConfigurationNode?) {
    for (name, node) in table?.children ?? [] {
      if let provider = Self.provider(node) { agents.providers[name] = provider }
      node.finish()
    }
  }

  mutating func readAgents(_ table: ConfigurationNode?, vision: Bool) {
    let known = Set(agents.providers.keys).union(["demo"])
    for (name, node) in table?.children ?? [] {
      if let agent = Self.agent(name, node, vision: vision, providers: known) { agents.agents.append(agent) }
      node.finish()
    }
  }

  private static func provider(_ node: ConfigurationNode) -> ProviderConfiguration? {
    let kinds = ProviderConfiguration.Kind.allCases.map(\.rawValue).joined(separator: ", ")
    let kind = node.text("kind").map { ProviderConfiguration.Kind(rawValue: $0) }
    let url = node.text("base_url") ?? ""
    let key = key(node)
    let connect = node.number("connect_seconds", in: 1...600)
    let silence = node.number("silence_seconds", in: 1...86_400)
    guard case .some(.some(let kind)) = kind else {
      node.problem("kind", "must be one of \(kinds)")
      return nil
    }
    if kind == .openai, !url.hasPrefix("http://"), !url.hasPrefix("https://") {
      node.problem("base_url", "must begin with http:// or https://")
    }
    return ProviderConfiguration(
      kind: kind, baseURL: url, apiKey: key, connectTimeout: .seconds(connect ?? 10),
      silenceTimeout: .seconds(silence ?? 120))
  }

  private static func key(_ node: ConfigurationNode) -> String? {
    let key = node.text("api_key")
    guard let name = node.text("api_key_env") else { return key }
    guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else {
      node.problem("api_key_env", "the environment has no variable \(name)")
      return key
    }
    return value
  }

  private static func agent(
    _ name: String, _ node: ConfigurationNode, vision: Bool, providers: Set<String>
  ) -> AgentConfiguration? {
    let provider = node.text("provider")
    let agent = AgentConfiguration(
      name: name, label: node.text("label"), provider: provider ?? "", model: node.text("model") ?? "",
      system: node.text("system"), vision: node.flag("vision") ?? vision, reasoning: node.flag("reasoning") ?? true,
      contextTokens: node.number("context_tokens", in: 256...100_000_000),
      answerTokens: node.number("answer_tokens", in: 1...10_000_000),
      temperature: node.decimal("temperature", in: 0...2), startsThinking: node.flag("starts_thinking") ?? false)
    guard let provider else {
      node.problem("provider", "is missing; there are: \(providers.sorted().joined(separator: ", "))")
      return nil
    }
    guard providers.contains(provider) else {
      node.problem("provider", "no provider \"\(provider)\"; there are: \(providers.sorted().joined(separator: ", "))")
      return nil
    }
    return agent
  }
}
