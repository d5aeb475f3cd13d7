internal import EventLoop
internal import HTTP
internal import HTTPClient

/// Reads what a server's answer holds; what is long is decoded beside the loop.
@Loop struct BodyReader {
  private static let longBytes = 16 * 1024

  let study: Disk
  let limits: MCPLimits

  /// The messages of a text; nil for what is no message.
  func messages(_ bytes: [UInt8]) async -> [ServerMessage]? {
    if bytes.count <= Self.longBytes { return ServerMessage.read(bytes) }
    return try? await study.run { ServerMessage.read(bytes) }
  }

  /// The messages of a body that is one JSON document.
  ///
  /// errors: `ServerFailure`; `CancellationError`
  func document(_ response: ClientResponse) async throws -> [ServerMessage] {
    let body = try await body(response, limits.messageBytes)
    guard let messages = await messages(body) else {
      throw ServerFailure.ended("does not answer as an MCP server: “\(Words.line(body, atMost: 120))”")
    }
    return messages
  }

  /// What a server says with a status that is no success: a JSON-RPC error, or any words.
  func refusal(_ response: ClientResponse) async -> (failure: RPCFailure?, words: String) {
    guard let body = try? await body(response, limits.errorBodyBytes) else { return (nil, "") }
    for case .failure(_, let failure) in ServerMessage.read(body) ?? [] { return (failure, failure.message) }
    let isText = response.fields[.contentType].flatMap(MediaType.init).map { $0.essence != "text/html" } ?? true
    return (nil, isText ? Words.line(body, atMost: 200) : "")
  }

  private func body(_ response: ClientResponse, _ limit: Int) async throws -> [UInt8] {
    do { return try await response.collect(atMost: limit) } catch let error as HTTPClientError {
      throw ServerFailure.call("\(error)")
    }
  }
}
