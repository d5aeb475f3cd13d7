public import EventLoop

/// Somebody who has models. One file a provider, one internal vocabulary.
@Loop public protocol Provider: Sendable {
  /// Asks the model once and hands on what it says as it comes. Cancelling the task closes the connection.
  ///
  /// errors: `ProviderFailure`; `CancellationError`
  func stream(_ request: ModelRequest, _ answer: ModelAnswer) async throws -> ModelCompletion

  /// The model's window in tokens, if the provider says so.
  func windowTokens(of model: String) async -> Int?
}

extension Provider {
  public func windowTokens(of model: String) async -> Int? { nil }
}
