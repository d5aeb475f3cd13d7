internal import HTTPClient

/// How HTTP's troubles and a provider's words become a failure.
extension ProviderFailure {
  private static let contextCodes: Set<String> = ["context_length_exceeded", "exceed_context_size_error"]
  private static let contextWords = [
    "context length", "context window", "maximum context", "available context size", "context size",
    "prompt is too long", "too many tokens", "input is too long", "exceed context limit",
  ]
  /// A 429 that no waiting cures.
  private static let finalCodes: Set<String> = ["insufficient_quota", "billing_hard_limit_reached"]
  private static let busyCodes: Set<String> = [
    "rate_limit_exceeded", "rate_limit_error", "overloaded_error", "server_error", "overloaded",
    "too_many_requests", "api_error", "timeout_error",
  ]

  /// From an answer that is no answer.
  ///
  /// status: 0 for an error inside a stream that began well
  init(status: Int, words: ProviderWords?, retryAfter: Duration? = nil) {
    let status = words?.status ?? status
    self.init(Self.kind(status, words, retryAfter), Self.message(status, words))
  }

  private static func kind(_ status: Int, _ words: ProviderWords?, _ retryAfter: Duration?) -> Kind {
    let code = words?.code ?? ""
    if let words, isContext(words) { return .tooLong(window: ModelWindow.said(in: words)) }
    if let words, (400..<500).contains(status) {
      if isAboutTools(words) { return .toolless }
      if isAboutPictures(words) { return .blind }
    }
    if finalCodes.contains(code) { return .refused }
    if isBusy(status) || busyCodes.contains(code) { return .busy(wait: retryAfter) }
    return .refused
  }

  private static func isContext(_ words: ProviderWords) -> Bool {
    if contextCodes.contains(words.code ?? "") { return true }
    let message = words.message.lowercased()
    return contextWords.contains { message.contains($0) }
  }

  /// How servers say that the model has no eyes. That there is nothing wrong with the picture itself is a
  /// guess, and a harmless one: the question is then asked in words alone.
  private static func isAboutPictures(_ words: ProviderWords) -> Bool {
    let message = words.message.lowercased()
    return ["image", "multimodal", "vision"].contains { message.contains($0) }
      && ["support", "not a multimodal", "missing data", "at most 0"].contains { message.contains($0) }
  }

  /// How servers say that the model cannot call tools: Ollama, vLLM, llama.cpp, OpenRouter, Groq …
  private static func isAboutTools(_ words: ProviderWords) -> Bool {
    let message = words.message.lowercased()
    return ["tool", "function call"].contains { message.contains($0) }
      && [
        "not support", "support tool use", "unsupported", "--enable-auto-tool-choice", "requires --jinja",
        "not permitted",
        "not available",
      ].contains { message.contains($0) }
  }

  /// Too many requests, too early, a lost upstream, and what Cloudflare says of the server behind it.
  private static func isBusy(_ status: Int) -> Bool {
    switch status {
    case 408, 425, 429, 500, 502, 503, 504, 520...529: true
    default: false
    }
  }

  private static func message(_ status: Int, _ words: ProviderWords?) -> String {
    let isStatus = (100...599).contains(status)
    guard let words else {
      return isStatus
        ? "The model server answered HTTP \(status) and did not say why" : "The model server failed"
    }
    return isStatus ? "\(words.message) (HTTP \(status))" : words.message
  }

  /// From a request that got no answer.
  init(_ error: HTTPClientError) {
    let kind: Kind =
      switch error {
      case _ where error.isConnectionLost: .unreachable
      case .refused, .unreachable, .closedEarly, .lookupFailed, .busy, .proxy: .unreachable
      case .invalidURL, .invalidRequest, .nameNotFound, .forbidden, .tls: .unusable
      case .timedOutConnecting, .silent: .silent
      case .malformed, .tooLarge: .malformed
      }
    self.init(kind, "Trouble with the model server: \(error)")
  }
}
