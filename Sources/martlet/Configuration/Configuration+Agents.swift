import Agent
import FoundationEssentials
import HTTPClient

/// `providers` and `agents`.
extension Configuration {
  mutating func readProviders(_ table: ConfigurationNode?) {
    for (name, node) in table?.children ?? [] where node.isObject {
      if let provider = Self.provider(node) { agents.providers[name] = provider }
      hasWrittenKeys = hasWrittenKeys || node.has("api_key")
      node.finish()
    }
  }

  /// providers: the names of all, be they right or wrong
  mutating func readAgents(_ table: ConfigurationNode?, providers: Set<String>) {
    for (name, node) in table?.children ?? [] where node.isObject {
      if let agent = agent(name, node, providers.union(["demo"])) { agents.agents.append(agent) }
      node.finish()
    }
  }

  private static func provider(_ node: ConfigurationNode) -> ProviderConfiguration? {
    let kind: ProviderConfiguration.Kind? = node.choice("kind")
    let url = node.text("base_url")
    let key = key(node)
    let connect = node.number("connect_seconds", in: 1...600)
    let silence = node.number("silence_seconds", in: 1...86_400)
    guard let kind else {
      if !node.has("kind") { node.problem("kind", "is missing") }
      return nil
    }
    if url != nil || kind == .openai { checkURL(url, node) }
    return ProviderConfiguration(
      kind: kind, baseURL: url ?? "", apiKey: key, connectTimeout: .seconds(connect ?? 10),
      silenceTimeout: .seconds(silence ?? 120))
  }

  private static func checkURL(_ url: String?, _ node: ConfigurationNode) {
    guard let url else {
      if !node.has("base_url") { node.problem("base_url", "is missing") }
      return
    }
    do { _ = try HTTPURL(url) } catch { node.problem("base_url", "\(error)") }
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

  private func agent(_ name: String, _ node: ConfigurationNode, _ providers: Set<String>)
    -> AgentConfiguration?
  {
    let bot = botName(node)
    let provider = node.has("bot") ? bot.map { _ in "" } : Self.providerName(node, providers)
    let agent = AgentConfiguration(
      name: name, label: node.text("label"), provider: provider ?? "", model: node.text("model") ?? "",
      system: node.text("system"), vision: node.flag("vision") ?? vision,
      reasoning: node.flag("reasoning") ?? true,
      contextTokens: node.number("context_tokens", in: 256...100_000_000),
      answerTokens: node.number("answer_tokens", in: 1...10_000_000),
      temperature: node.decimal("temperature", in: 0...2),
      startsThinking: node.flag("starts_thinking") ?? false, tools: node.texts("tools") ?? [],
      rounds: node.number("rounds", in: 1...1000) ?? 40, network: node.flag("network"), bot: bot)
    if node.has("bot") { Self.refuseModels(node) }
    checkTools(agent.tools, node)
    return provider == nil ? nil : agent
  }

  private func botName(_ node: ConfigurationNode) -> String? {
    guard let name = node.text("bot") else { return nil }
    guard agents.bots[name] != nil else {
      node.problem("bot", "no bot \"\(name)\"; there are: \(agents.bots.keys.sorted().joined(separator: ", "))")
      return nil
    }
    return name
  }

  /// What is a model's affair means nothing to a program outside.
  private static func refuseModels(_ node: ConfigurationNode) {
    _ = node.text("provider")
    for key in ["provider", "model", "system", "tools", "rounds", "context_tokens", "answer_tokens", "temperature"]
    where node.has(key) {
      node.problem(key, "is not for an agent that is a bot")
    }
  }

  private static func providerName(_ node: ConfigurationNode, _ known: Set<String>) -> String? {
    let choice = "there are: \(known.sorted().joined(separator: ", "))"
    guard node.has("provider") else {
      node.problem("provider", "is missing; \(choice)")
      return nil
    }
    guard let name = node.text("provider") else { return nil }
    guard known.contains(name) else {
      node.problem("provider", "no provider \"\(name)\"; \(choice)")
      return nil
    }
    return name
  }
}
