internal import Chat
internal import EventLoop

/// The model that is no model: plays `DemoScript` at a model's pace, so that everything can be seen offline.
public struct DemoProvider: Provider {
  /// Between two words, as a middling machine would.
  private static let pace = (15...25)

  public nonisolated init() {}

  public func stream(_ request: ModelRequest, _ answer: ModelAnswer) async throws -> ModelCompletion {
    let isFast = DemoScript.isFast(request.messages)
    var spoken = 0
    var calls: [ModelCall] = []
    for step in DemoScript.steps(request.messages) {
      if case .call(let name, let arguments) = step {
        calls.append(ModelCall(id: "", name: name, arguments: JSONValue.object(arguments).jsonText))
      } else {
        spoken += try await play(step, isFast: isFast, answer)
      }
    }
    return ModelCompletion(
      ending: calls.isEmpty ? .finished : .toolCalls,
      usage: Usage(promptTokens: TokenEstimate.tokens(request), completionTokens: spoken), calls: calls)
  }

  /// returns: how many words were spoken
  private func play(_ step: DemoStep, isFast: Bool, _ answer: ModelAnswer) async throws -> Int {
    switch step {
    case .progress(let text): answer.progress(text)
    case .reasoning(let text): return try await speak(text, isFast) { try answer.reasoning($0) }
    case .text(let text): return try await speak(text, isFast) { try answer.text($0) }
    case .toolCall(let call): answer.toolCall(call)
    case .toolStream(let id, let text): answer.toolStream(id: id, text)
    case .toolResult(let result): answer.toolResult(result)
    case .wait(let delay): try await Loop.sleep(for: isFast ? .milliseconds(1) : delay)
    case .call: break
    case .fail(let words): throw ProviderFailure(.refused, words)
    }
    return 0
  }

  private func speak(_ text: String, _ isFast: Bool, _ say: @Loop (String) throws -> Void) async throws -> Int
  {
    let tokens = DemoTokens.split(text)
    for (index, token) in tokens.enumerated() {
      if !isFast {
        try await Loop.sleep(for: .milliseconds(Self.pace.randomElement() ?? 20))
      } else if index % 50 == 49 {
        try await Loop.sleep(for: .milliseconds(1))
      }
      try say(token)
    }
    return tokens.count
  }
}
