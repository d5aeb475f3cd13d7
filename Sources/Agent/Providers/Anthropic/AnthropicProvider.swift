internal import Chat
public import EventLoop
internal import HTTP
public import HTTPClient

/// Any server that speaks Anthropic's Messages API: `POST {base_url}/v1/messages`.
@Loop public final class AnthropicProvider: Provider {
  /// The dialect's date; newer words are added to it without a new one.
  private static let version = "2023-06-01"

  private let endpoint: ProviderEndpoint
  /// `v1/`, unless the configured address has it already.
  private let prefix: String
  /// By model.
  private var manners: [String: AnthropicManners] = [:]
  private let windows: ModelWindows

  public init(_ configuration: ProviderConfiguration, client: HTTPClient, disk: Disk) {
    var fields = Fields()
    fields.append("anthropic-version", Self.version)
    if let key = configuration.apiKey { fields.append("x-api-key", key) }
    endpoint = ProviderEndpoint(configuration, fields, client: client, disk: disk)
    let base = configuration.baseURL
    prefix = base.hasSuffix("/v1") || base.hasSuffix("/v1/") ? "" : "v1/"
    windows = ModelWindows(endpoint, list: prefix + "models?limit=1000")
  }

  public func stream(_ request: ModelRequest, _ answer: ModelAnswer) async throws -> ModelCompletion {
    do {
      return try await AnthropicRound.read(try await open(request), answer)
    } catch {
      windows.learn(error, about: request.model)
      throw endpoint.failure(error)
    }
  }

  public func windowTokens(of model: String) async -> Int? { await windows.tokens(of: model) }

  /// Sends the request until the server takes it, each time as its refusal asked for.
  private func open(_ request: ModelRequest) async throws -> ClientResponse {
    var body = AnthropicRequest(request: request)
    while true {
      body.manners = manners[request.model] ?? AnthropicManners()
      let attempt = body
      let response = try await endpoint.post(prefix + "messages") { try attempt.body() }
      if (200..<300).contains(response.status) { return response }
      let refusal = try await ModelRefusal(response)
      guard body.mend(refusal) || learn(refusal, request.model) else { throw refusal.failure }
    }
  }

  private func learn(_ refusal: ModelRefusal, _ model: String) -> Bool {
    manners[model, default: AnthropicManners()].learn(refusal)
  }
}
