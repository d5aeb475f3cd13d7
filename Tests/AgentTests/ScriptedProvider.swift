import Chat
import EventLoop

@testable import Agent

/// A provider that does what a test says, request by request.
@Loop final class ScriptedProvider: Provider {
  enum Step {
    case say(String, ModelCompletion.Ending)
    case fail(ProviderFailure)
    case sayAndFail(String, ProviderFailure)
    /// Words, and calls: name and arguments.
    case call(String, [(String, String)])
    case pause(String)
  }

  private(set) var requests: [ModelRequest] = []
  private(set) var windowsAsked = 0
  private var steps: [Step]
  private let window: Int?

  init(_ steps: [Step], window: Int? = nil) {
    self.steps = steps
    self.window = window
  }

  func play(_ steps: [Step]) { self.steps = steps }

  func stream(_ request: ModelRequest, _ answer: ModelAnswer) async throws -> ModelCompletion {
    requests.append(request)
    switch steps.isEmpty ? .say("more", .finished) : steps.removeFirst() {
    case .say(let text, let ending):
      try answer.text(text)
      return ModelCompletion(ending: ending, usage: Usage(promptTokens: 1, completionTokens: 2))
    case .fail(let failure): throw failure
    case .sayAndFail(let text, let failure):
      try answer.text(text)
      throw failure
    case .call(let text, let calls):
      try answer.text(text)
      // Every call under the same id, as some servers have it.
      let made = calls.map { ModelCall(id: "call_0", name: $0.0, arguments: $0.1) }
      return ModelCompletion(
        ending: .toolCalls, usage: Usage(promptTokens: 10, completionTokens: 1), calls: made)
    case .pause(let text):
      try answer.text(text)
      return ModelCompletion(ending: .paused)
    }
  }

  func windowTokens(of model: String) async -> Int? {
    windowsAsked += 1
    return window
  }
}
