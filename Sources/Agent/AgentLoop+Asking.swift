internal import Chat
internal import EventLoop

/// One round: a request that is sent until it is answered, or there is no hope.
extension AgentLoop {
  /// What the model has begun to say is never asked for again.
  ///
  /// attempt: what of the request had to be left out stays so for the rounds to come
  func ask(_ attempt: inout Attempt, _ writer: any AnswerWriter) async throws -> ModelRound {
    if let window = await window(for: attempt.request),
      attempt.fit(window.budget(answerTokens: attempt.request.answerTokens))
    {
      tell(attempt.dropped, writer)
    }
    while true {
      let answer = ModelAnswer(
        writer, showsReasoning: attempt.request.wantsReasoning, startsThinking: agent.startsThinking)
      do {
        return try await round(attempt.request, answer)
      } catch let failure as ProviderFailure where !answer.hasBegun {
        try await mend(&attempt, failure, writer)
      }
    }
  }

  private func window(for request: ModelRequest) async -> ContextWindow? {
    if let tokens = agent.contextTokens { return ContextWindow(tokens: tokens) }
    guard TokenEstimate.tokens(request) > Self.smallestWindow else { return nil }
    return await provider.windowTokens(of: request.model).map { ContextWindow(tokens: $0) }
  }

  /// Makes the next attempt differ from the last one: a shorter request, one in words alone, or a later one.
  ///
  /// errors: `failure` when nothing can be done about it
  private func mend(
    _ attempt: inout Attempt, _ failure: ProviderFailure, _ writer: any AnswerWriter
  ) async throws {
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

  private func round(_ request: ModelRequest, _ answer: ModelAnswer) async throws -> ModelRound {
    defer { answer.finish() }
    let completion = try await provider.stream(request, answer)
    answer.finish()
    switch completion.ending {
    case .length: answer.progress("the answer was cut off: it reached the longest that the model may give")
    case .filtered: answer.progress("the provider kept the rest of the answer back (content filter)")
    case .finished where !answer.hasBegun && completion.calls.isEmpty:
      answer.progress("the model gave an empty answer")
    case .finished, .toolCalls, .paused: break
    }
    return ModelRound(completion: completion, parts: answer.parts)
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

  private func tell(_ dropped: ContextWindow.Dropped, _ writer: any AnswerWriter) {
    let what = [
      (dropped.turns, "earlier turn", "earlier turns"),
      (dropped.rounds, "earlier round of tools", "earlier rounds of tools"),
      (dropped.results, "result of a tool", "results of tools"),
    ]
    for (count, one, many) in what where count > 0 {
      let words = count == 1 ? "1 \(one) no longer fits" : "\(count) \(many) no longer fit"
      writer.progress("\(words) into the model's window", toolHint: false)
    }
  }
}
