internal import Chat
public import EventLoop
internal import HTTP
public import HTTPClient

/// Any server that speaks `POST {base_url}/chat/completions`: OpenAI, OpenRouter, Ollama, llama.cpp, vLLM …
@Loop public final class OpenAIProvider: Provider {
  private let configuration: ProviderConfiguration
  private let client: HTTPClient
  /// Where big bodies are encoded.
  private let disk: Disk
  private let redaction: Redaction
  /// The server refused to hear of `stream_options`, once.
  private var refusesUsage = false
  /// By model, as the server's list or a refusal said.
  private var windows: [String: Int] = [:]
  private var hasAskedForWindows = false

  public init(_ configuration: ProviderConfiguration, client: HTTPClient, disk: Disk) {
    self.configuration = configuration
    self.client = client
    self.disk = disk
    redaction = Redaction(configuration.apiKey, (try? HTTPURL(configuration.baseURL))?.credentials)
  }

  public func stream(_ request: ModelRequest, _ answer: ModelAnswer) async throws -> ModelCompletion {
    do {
      let response = try await open(request)
      return try await OpenAIRound.read(response, answer)
    } catch let error as HTTPClientError {
      throw redacted(ProviderFailure(error))
    } catch let failure as ProviderFailure {
      if case .tooLong(let window?) = failure.kind { windows[request.model] = window }
      throw redacted(failure)
    }
  }

  public func windowTokens(of model: String) async -> Int? {
    if windows[model] == nil, !hasAskedForWindows { await askForWindows() }
    return windows[model]
  }

  private func redacted(_ failure: ProviderFailure) -> ProviderFailure {
    ProviderFailure(failure.kind, redaction.redact(failure.message))
  }

  /// Sends the request until the server takes it: without `stream_options` where it refuses that.
  private func open(_ request: ModelRequest) async throws -> ClientResponse {
    let asksForUsage = !refusesUsage
    let response = try await post(OpenAIRequest(request: request, asksForUsage: asksForUsage))
    if (200..<300).contains(response.status) { return response }
    let words = ProviderWords(body: try await response.collect(atMost: AgentLimits.errorBytes))
    if asksForUsage, Self.isAboutUsage(response.status, words) {
      refusesUsage = true
      return try await open(request)
    }
    throw ProviderFailure(
      status: response.status, words: words, retryAfter: RetryAfter.delay(response.fields))
  }

  private static func isAboutUsage(_ status: Int, _ words: ProviderWords?) -> Bool {
    guard status == 400 || status == 422, let message = words?.message else { return false }
    return message.contains("stream_options") || message.contains("include_usage")
  }

  private func post(_ body: OpenAIRequest) async throws -> ClientResponse {
    var request = ClientRequest(.post, try url("chat/completions"), fields: fields())
    request.fields.append(.contentType, "application/json")
    request.fields.append(.accept, "text/event-stream, application/json")
    request.body = try await disk.run { try body.body() }
    return try await client.send(timed(request))
  }

  private func url(_ path: String) throws(HTTPClientError) -> HTTPURL {
    try HTTPURL(configuration.baseURL).appending(path: path)
  }

  private func fields() -> Fields {
    var fields = Fields()
    if let key = configuration.apiKey { fields.append(.authorization, "Bearer \(key)") }
    return fields
  }

  private func timed(_ request: ClientRequest) -> ClientRequest {
    var request = request
    request.connectTimeout = configuration.connectTimeout
    request.silenceTimeout = configuration.silenceTimeout
    return request
  }

  /// Once: a server that does not say it now will not say it later. It must not hold a turn up, either.
  private func askForWindows() async {
    hasAskedForWindows = true
    guard let url = try? url("models") else { return }
    let request = ClientRequest(.get, url, fields: fields())
    let client = client
    let body = try? await Loop.withDeadline(AgentLimits.modelListTimeout) {
      let response = try await client.send(request)
      return response.status == 200 ? try await response.collect(atMost: AgentLimits.modelListBytes) : []
    }
    // A router's list is a megabyte, and its JSON takes far too long for the loop.
    let list = try? await disk.run { ModelList(body ?? []) }
    for model in list?.models ?? [] where windows[model.id] == nil { windows[model.id] = model.windowTokens }
  }
}
