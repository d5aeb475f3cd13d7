import Agent
import FoundationEssentials
import Login

/// `bots`.
extension Configuration {
  mutating func readBots(_ table: ConfigurationNode?) {
    for (name, node) in table?.children ?? [] where node.isObject {
      if !Self.isServerName(name) { table?.problem(name, "a bot's name has 1 to 32 letters, digits, - and _") }
      if let token = Self.token(node, of: name) { botTokens.append(token) }
      let patience = node.number("patience_seconds", in: 1...86_400)
      agents.bots[name] = BotConfiguration(name: name, patience: .seconds(patience ?? 600))
      node.finish()
    }
  }

  private static func token(_ node: ConfigurationNode, of bot: String) -> AccessToken? {
    let (hash, variable) = (node.text("token_hash"), node.text("token_env"))
    switch (hash, variable) {
    case (let hash?, nil):
      let token = AccessToken(hash: hash, user: bot)
      if token == nil { node.problem("token_hash", "is no hash; make one with martlet make-token") }
      return token
    case (nil, let variable?):
      if let value = ProcessInfo.processInfo.environment[variable], !value.isEmpty {
        return AccessToken(token: value, user: bot)
      }
      node.problem("token_env", "the environment has no variable \(variable)")
    case (_?, _?): node.problem("token_env", "a bot has a token_hash or a token_env, not both")
    case (nil, nil) where !node.has("token_hash") && !node.has("token_env"):
      node.problem("token_hash", "is missing; martlet make-token writes it")
    case (nil, nil): break
    }
    return nil
  }
}
