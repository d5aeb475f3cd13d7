/// A model that answers on this machine, as an agent.
struct FoundModel: Equatable, Sendable {
  /// Parts of names of models that see; servers do not say it in their list.
  private static let seeing = [
    "llava", "vision", "-vl", "vl-", "minicpm-v", "pixtral", "moondream", "gemma3", "gemma-3",
  ]
  /// Models that do not chat.
  private static let mute = ["embed", "rerank", "whisper", "bge-", "tts"]

  let server: LocalServer
  let model: ModelList.Model

  /// nil for a model that does not chat, and for another Martlet's agents (or our own).
  init?(_ server: LocalServer, _ model: ModelList.Model) {
    let id = model.id.lowercased()
    guard !Self.mute.contains(where: { id.contains($0) }), model.owner != "martlet" else { return nil }
    self.server = server
    self.model = model
  }

  var provider: ProviderConfiguration { ProviderConfiguration(kind: .openai, baseURL: server.baseURL) }

  /// The configuration's key for the provider: no key that a person may write has a blank in it.
  var providerName: String { "found \(server.port)" }

  var agent: AgentConfiguration {
    let id = model.id.lowercased()
    return AgentConfiguration(
      name: Self.slug("\(server.name(model)) \(shortName)"), label: "\(shortName) (\(server.name(model)))",
      provider: providerName, model: model.id, vision: Self.seeing.contains { id.contains($0) },
      contextTokens: model.windowTokens)
  }

  /// llama.cpp says the path of the file.
  private var shortName: String {
    let file = model.id.split(separator: "/").last.map(String.init) ?? model.id
    guard model.id.hasSuffix(".gguf") else { return model.id }
    return String(file.dropLast(".gguf".count))
  }

  /// Lower-case letters, digits, dots and single dashes.
  private static func slug(_ text: String) -> String {
    text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".")) }.joined(
      separator: "-")
  }
}
