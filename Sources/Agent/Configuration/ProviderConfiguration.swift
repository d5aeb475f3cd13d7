/// How to reach a model provider: a value of `providers` in the configuration.
public struct ProviderConfiguration: Hashable, Sendable {
  /// Which dialect it speaks.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// `POST {base_url}/chat/completions`: OpenAI, OpenRouter, Ollama, llama.cpp, vLLM …
    case openai
    /// `POST {base_url}/v1/messages`: Anthropic, and others who speak its dialect.
    case anthropic
    /// Built in, offline.
    case demo

    /// Where the dialect is at home; empty where it has no home.
    public var ownURL: String { self == .anthropic ? "https://api.anthropic.com" : "" }
  }

  public var kind: Kind
  /// With its `/v1` or whatever the provider has there (of Anthropic's dialect: with or without `/v1`); a slash at the
  /// end does not matter.
  public var baseURL: String
  /// Sent as `Authorization: Bearer …` or `x-api-key`, never shown to anybody.
  public var apiKey: String?
  public var connectTimeout: Duration
  /// How long the model may say nothing, before the first word and between two.
  public var silenceTimeout: Duration

  public init(
    kind: Kind, baseURL: String = "", apiKey: String? = nil, connectTimeout: Duration = .seconds(10),
    silenceTimeout: Duration = .seconds(120)
  ) {
    self.kind = kind
    self.baseURL = baseURL.isEmpty ? kind.ownURL : baseURL
    self.apiKey = apiKey?.isEmpty == true ? nil : apiKey
    self.connectTimeout = connectTimeout
    self.silenceTimeout = silenceTimeout
  }
}

extension ProviderConfiguration: CustomStringConvertible, CustomReflectable {
  /// Without the key, so that no log and no dump can give it away.
  public var description: String { "\(kind.rawValue) \(baseURL)\(apiKey == nil ? "" : " (with key)")" }
  public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
