internal import Chat
internal import EventLoop

/// One agent's way through one turn: what the model sees, what it says, and what is done when it cannot.
@Loop struct AgentLoop {
  /// Requests below this fit into every model's window: then nobody is asked how large it is.
  static let smallestWindow = 3_000

  let agent: AgentConfiguration
  let provider: any Provider
  let prompt: Prompt
  var retry = RetryPolicy()
  var pause: @Loop (Duration) async throws -> Void = { try await Loop.sleep(for: $0) }

  /// history:        ends with the user's message
  /// wantsReasoning: false drops the model's thoughts
  /// errors:         `TurnFailure`; `CancellationError`
  func run(_ history: [Message], wantsReasoning: Bool, _ writer: any AnswerWriter) async throws -> Completion {
    do {
      var request = ModelRequest(
        model: agent.model, system: agent.system, messages: try await prompt.messages(history),
        answerTokens: agent.answerTokens, temperature: agent.temperature)
      let dropped = await fit(&request)
      tell(dropped, writer)
      return try await ask(request, dropped, showsReasoning: wantsReasoning && agent.reasoning, writer)
    } catch let failure as ProviderFailure {
      throw failure.turnFailure
    }
  }

  /// returns: how many turns were left out
  private func fit(_ request: inout ModelRequest) async -> Int {
    guard let window = await window(for: request) else { return 0 }
    return ContextWindow.trim(&request, to: window.budget(answerTokens: request.answerTokens))
  }

  private func window(for request: ModelRequest) async -> ContextWindow? {
    if let tokens = agent.contextTokens { return ContextWindow(tokens: tokens) }
    guard TokenEstimate.tokens(request) > Self.smallestWindow else { return nil }
    return await provider.windowTokens(of: request.model).map { ContextWindow(tokens: $0) }
  }

  /// Asks until there is an answer or no hope. What the model has begun to say is never asked for again.
  private func ask(
    _ first: ModelRequest, _ alreadyDropped: Int, showsReasoning: Bool, _ writer: any AnswerWriter
  ) async throws -> Completion {
    var attempt = Attempt(request: first, dropped: alreadyDropped)
    while true {
      let answer = ModelAnswer(writer, showsReasoning: showsReasoning, startsThinking: agent.startsThinking)
      do {
        return try await round(attempt.request, answer, writer)
      } catch let failure as ProviderFailure where !answer.hasBegun {
        try await mend(&attempt, failure, writer)
      }
    }
  }

  /// Makes the next attempt differ from the last one: a shorter request, one in words alone, or a later one.
  ///
  /// errors: `failure` when nothing can be done about it
  private func mend(_ attempt: inout Attempt, _ failure: ProviderFailure, _ writer: any AnswerWriter)
    async throws
  {
    switch failure.kind {
    case .tooLong(let window):
      guard attempt.shorten(window) else { throw failure }
      tell(attempt.dropped, writer)
    case .blind:
      guard attempt.request.describePictures() else { throw failure }
      writer.progress("this model cannot see pictures", toolHint: false)
    case .toolless:
      guard !attempt.request.tools.isEmpty else { throw failure }
      attempt.request.tools = []
      writer.progress("the model answers without tools: \(failure.message)", toolHint: false)
    default:
      attempt.failures += 1
      try await waitAfter(failure, attempt.failures, writer)
    }
  }

  private func round(
    _ request: ModelRequest, _ answer: ModelAnswer, _ writer: any AnswerWriter
  ) async throws -> Completion {
    defer { answer.finish() }
    let completion = try await provider.stream(request, answer)
    answer.finish()
    switch completion.ending {
    case .length: answer.progress("the answer was cut off: it reached the longest that the model may give")
    case .filtered: answer.progress("the provider kept the rest of the answer back (content filter)")
    case .finished where !answer.hasBegun: answer.progress("the model gave an empty answer")
    case .finished, .toolCalls, .paused: break
    }
    return Completion(usage: completion.usage)
  }

  private func waitAfter(_ failure: ProviderFailure, _ failures: Int, _ writer: any AnswerWriter) async throws {
    var asked: Duration?
    if case .busy(let wait) = failure.kind { asked = wait }
    guard failure.isTransient,
      let delay = retry.delay(after: failures, asked: asked, random: .random(in: 0..<1))
    else { throw failure }
    let what = failure.kind == .unreachable ? "model not reachable" : "model busy"
    writer.progress("\(what), trying again in \(Self.words(delay))", toolHint: false)
    try await pause(delay)
  }

  private static func words(_ delay: Duration) -> String {
    let tenths = Int((delay / .milliseconds(100)).rounded())
    return tenths % 10 == 0 || tenths > 100 ? "\((tenths + 5) / 10) s" : "\(tenths / 10).\(tenths % 10) s"
  }

  private func tell(_ dropped: Int, _ writer: any AnswerWriter) {
    guard dropped > 0 else { return }
    let what = dropped == 1 ? "1 earlier turn no longer fits" : "\(dropped) earlier turns no longer fit"
    writer.progress("\(what) into the model's window", toolHint: false)
  }
}
