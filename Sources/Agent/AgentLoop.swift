internal import Chat
internal import EventLoop
internal import Kernel
internal import Tools

/// One agent's way through one turn: what the model sees, what it says, which tools it has used, and what is done
/// when it cannot.
@Loop struct AgentLoop {
  /// Requests below this fit into every model's window: then nobody is asked how large it is.
  static let smallestWindow = 3_000

  let agent: AgentConfiguration
  let provider: any Provider
  let prompt: Prompt
  var toolbox = Toolbox()
  let room = OutputRoom()
  var retry = RetryPolicy()
  var pause: @Loop (Duration) async throws -> Void = { try await Loop.sleep(for: $0) }

  /// Asks the model, carries out what it calls, and asks again, until it has no more calls.
  ///
  /// history:        ends with the user's message
  /// earlier:        the beginning of the answer, if the server was started anew in its midst
  /// wantsReasoning: false drops the model's thoughts
  /// errors:         `TurnFailure`; `CancellationError`
  func run(
    _ history: [Message], after earlier: EarlierAnswer? = nil, wantsReasoning: Bool, _ writer: any AgentWriter
  ) async throws -> Completion {
    var history = history
    var rounds = 0
    if let earlier {
      let answer = try await resume(earlier, writer)
      history.append(answer)
      rounds = answer.lastRound
    }
    let question = ModelRequest(
      model: agent.model, system: agent.system, messages: try await prompt.messages(history),
      tools: toolbox.offered, wantsReasoning: wantsReasoning && agent.reasoning, answerTokens: agent.answerTokens,
      temperature: agent.temperature)
    return Completion(usage: try await answer(question, after: rounds, writer).usage)
  }

  /// As `run`, for a request that is put together already.
  ///
  /// rounds:  how often tools were used in this turn before
  /// returns: how the last round ended, and what all of them cost
  func answer(
    _ question: ModelRequest, after rounds: Int = 0, _ writer: any AgentWriter
  ) async throws -> ModelCompletion {
    do { return try await converse(Attempt(request: question), rounds, writer) } catch let failure as ProviderFailure {
      throw failure.turnFailure
    }
  }

  private func converse(_ first: Attempt, _ rounds: Int, _ writer: any AgentWriter) async throws -> ModelCompletion {
    var attempt = first
    var rounds = rounds
    var usage: Usage?
    while true {
      let round = try await ask(&attempt, writer)
      usage = usage.map { $0.adding(round.completion.usage) } ?? round.completion.usage
      guard round.goesOn else { return ModelCompletion(ending: round.completion.ending, usage: usage) }
      rounds += 1
      attempt.goOn(with: try await carryOut(round, rounds, writer))
      if rounds >= agent.rounds, !round.completion.calls.isEmpty { throw Self.tooManyRounds(rounds) }
    }
  }

  private static func tooManyRounds(_ rounds: Int) -> TurnFailure {
    let words = """
      The agent has used tools \(rounds) times in this turn without coming to an answer; that is as often as it may. \
      Say "go on" to let it continue.
      """
    return TurnFailure(code: "round_limit", message: words, retryable: false)
  }
}

/// Calls of tools.
extension AgentLoop {
  /// Has the round's calls carried out.
  ///
  /// returns: what the model said, and what came of its calls
  private func carryOut(_ round: ModelRound, _ number: Int, _ writer: any AgentWriter) async throws -> [ModelMessage] {
    let asked = round.completion.calls
    guard !asked.isEmpty else { return [ModelMessage(role: .assistant, parts: round.parts)] }
    let now = Int(WallClock.milliseconds)
    let readings = try await prompt.disk.run { asked.map { CallArguments.read($0.arguments) } }
    var calls = zip(asked, readings).map { PlannedCall($0, $1, round: number, at: now, in: toolbox) }
    for index in calls.indices.dropFirst(AgentLimits.callsARound) {
      calls[index].problem = "Too many calls at once: only the first \(AgentLimits.callsARound) were carried out."
    }
    for call in calls { writer.toolCall(call.call) }
    let parts = try await CallRound(calls, toolbox: toolbox, writer: writer, room: room).run()
    var results: [ModelMessage.Part] = []
    for part in parts { results.append(await prompt.result(part)) }
    let said = round.parts + (await prompt.calls(parts))
    return [ModelMessage(role: .assistant, parts: said), ModelMessage(role: .user, parts: results)]
  }

  /// Carries out the calls that an end of the server had left open.
  ///
  /// returns: the answer so far, all of whose calls have come to an end
  private func resume(_ earlier: EarlierAnswer, _ writer: any AgentWriter) async throws -> Message {
    var answer = Message(id: "", role: .assistant, at: 0, content: "")
    answer.parts = earlier.parts
    let places = earlier.parts.indices.filter { if case .tool = earlier.parts[$0] { true } else { false } }
    let calls = places.compactMap { place -> PlannedCall? in
      guard case .tool(let part) = earlier.parts[place] else { return nil }
      return PlannedCall(part, isDone: !earlier.openCalls.contains(part.id), in: toolbox)
    }
    let done = try await CallRound(calls, toolbox: toolbox, writer: writer, room: room).run()
    for (place, part) in zip(places, done) { answer.parts[place] = .tool(part) }
    return answer
  }
}

extension Message {
  /// In how many rounds tools were used.
  fileprivate var lastRound: Int {
    parts.reduce(0) { most, part in if case .tool(let tool) = part { max(most, tool.round ?? 1) } else { most } }
  }
}

extension Usage {
  /// Of a whole turn: what all its rounds cost.
  fileprivate func adding(_ other: Usage?) -> Usage {
    guard let other else { return self }
    var sum = self
    sum.promptTokens += other.promptTokens
    sum.completionTokens += other.completionTokens
    sum.reasoningTokens = reasoningTokens.map { $0 + (other.reasoningTokens ?? 0) } ?? other.reasoningTokens
    sum.contextTokens = other.promptTokens + other.completionTokens
    return sum
  }
}
