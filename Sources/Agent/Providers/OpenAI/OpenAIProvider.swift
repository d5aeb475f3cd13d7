internal import Chat
public import EventLoop
internal import HTTP
public import HTTPClient

/// Any server that speaks `POST {base_url}/chat/completions`: OpenAI, OpenRouter, Ollama, llama.cpp, vLLM …
@Loop public final class OpenAIProvider: Provider {
  private let endpoint: ProviderEndpoint
  private var manners = OpenAIManners()
  private let windows: ModelWindows

  public init(_ configuration: ProviderConfiguration, client: HTTPClient, disk: Disk) {
    var fields = Fields()
    if let key = configuration.apiKey { fields.append(.authorization, "Bearer \(key)") }
    endpoint = ProviderEndpoint(configuration, fields, client: client, disk: disk)
    windows = ModelWindows(endpoint, list: "models")
  }

  public func stream(_ request: ModelRequest, _ answer: ModelAnswer) async throws -> ModelCompletion {
    do {
      return try await OpenAIRound.read(try await open(request), answer)
    } catch {
      windows.learn(error, about: request.model)
      throw endpoint.failure(error)
    }
  }

  public func windowTokens(of model: String) async -> Int? { await windows.tokens(of: model) }

  /// Sends the request until the server takes it, each time as its refusal asked for.
  private func open(_ request: ModelRequest) async throws -> ClientResponse {
    while true {
      let body = OpenAIRequest(request: request, manners: manners)
      let response = try await endpoint.post("chat/completions") { try body.body() }
      if (200..<300).contains(response.status) { return response }
      let refusal = try await ModelRefusal(response)
      guard manners.learn(refusal) else { throw refusal.failure }
    }
  }
}
