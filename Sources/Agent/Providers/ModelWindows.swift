internal import EventLoop

/// The windows of a provider's models, as its list or a refusal said.
@Loop final class ModelWindows {
  private let endpoint: ProviderEndpoint
  private let path: String
  private var tokens: [String: Int] = [:]
  private var hasAsked = false

  /// path: of the list, beside the provider's other paths
  init(_ endpoint: ProviderEndpoint, list path: String) {
    self.endpoint = endpoint
    self.path = path
  }

  /// Asks for the list once: a server that does not say it now will not say it later.
  func tokens(of model: String) async -> Int? {
    if tokens[model] == nil, !hasAsked {
      hasAsked = true
      for model in await endpoint.models(path) where tokens[model.id] == nil { tokens[model.id] = model.windowTokens }
    }
    return tokens[model]
  }

  /// Takes in what a refusal gives away.
  func learn(_ error: any Error, about model: String) {
    if case .tooLong(let window?)? = (error as? ProviderFailure)?.kind { tokens[model] = window }
  }
}
