import HTTP
import Web

/// `channels.openai`.
extension Configuration {
  mutating func readOpenAI(_ node: ConfigurationNode) {
    web.openAIOrigins = node.texts("allowed_origins") ?? web.openAIOrigins
    for origin in web.openAIOrigins where Origin(origin) == nil {
      node.problem("allowed_origins", "\(origin) is no origin, such as https://app.example.org")
    }
    Self.readChannel(node, into: &web.openAI)
  }
}
