internal import EventLoop
internal import HTTP
internal import HTTPClient

/// How one provider's server is asked, whatever its dialect.
@Loop struct ProviderEndpoint {
  private let configuration: ProviderConfiguration
  private let client: HTTPClient
  /// Where big bodies are encoded.
  private let disk: Disk
  /// The key, and whatever else each request carries.
  private let fields: Fields
  private let redaction: Redaction

  init(_ configuration: ProviderConfiguration, _ fields: Fields, client: HTTPClient, disk: Disk) {
    self.configuration = configuration
    self.client = client
    self.disk = disk
    self.fields = fields
    redaction = Redaction(configuration.apiKey, (try? HTTPURL(configuration.baseURL))?.credentials)
  }

  /// body: made where it may take long
  func post(_ path: String, _ body: @Sendable @escaping () throws -> [UInt8]) async throws -> ClientResponse {
    var request = ClientRequest(.post, try url(path), fields: fields)
    request.fields.append(.contentType, "application/json")
    request.fields.append(.accept, "text/event-stream, application/json")
    request.body = try await disk.run(body)
    request.connectTimeout = configuration.connectTimeout
    request.silenceTimeout = configuration.silenceTimeout
    return try await client.send(request)
  }

  /// The models that the server lists; none when it does not, or not soon: it must not hold a turn up.
  func models(_ path: String) async -> [ModelList.Model] {
    guard let url = try? url(path) else { return [] }
    let request = ClientRequest(.get, url, fields: fields)
    let client = client
    let body = try? await Loop.withDeadline(AgentLimits.modelListTimeout) {
      let response = try await client.send(request)
      return response.status == 200 ? try await response.collect(atMost: AgentLimits.modelListBytes) : []
    }
    // A router's list is a megabyte, and its JSON takes far too long for the loop.
    let list = try? await disk.run { ModelList(body ?? []) }
    return list?.models ?? []
  }

  /// What to tell of an error; never a secret.
  func failure(_ error: any Error) -> any Error {
    switch error {
    case let error as HTTPClientError: redacted(ProviderFailure(error))
    case let failure as ProviderFailure: redacted(failure)
    default: error
    }
  }

  private func redacted(_ failure: ProviderFailure) -> ProviderFailure {
    ProviderFailure(failure.kind, redaction.redact(failure.message))
  }

  private func url(_ path: String) throws(HTTPClientError) -> HTTPURL {
    try HTTPURL(configuration.baseURL).appending(path: path)
  }
}
