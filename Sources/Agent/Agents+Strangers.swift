internal import EventLoop
internal import Tools

/// Conversations that are none of ours.
extension Agents {
  /// Lets an agent answer a history that somebody brings along. Nothing of it is kept. There is nobody to ask: a
  /// call that would have to ask is refused, in words to the model.
  ///
  /// question: the stranger's part: `system` is told after the agent's own, `answerTokens` can only shorten the answer;
  ///           `model` and `tools` are the agent's
  /// returns:  how the last round ended, and what all of them cost
  /// errors:   `TurnFailure`; `CancellationError`
  public func answer(
    _ question: ModelRequest, by agent: Agent, _ writer: any AnswerWriter
  ) async throws -> ModelCompletion {
    let turn = PassingTurn(writer)
    let toolbox = await toolbox(of: agent, writer)
    let loop = AgentLoop(
      agent: agent.configuration, provider: agent.provider,
      prompt: Prompt(vision: agent.configuration.vision, reader: turn, disk: disk), toolbox: toolbox)
    return try await loop.answer(agent.configuration.request(question, toolbox.offered), turn)
  }
}

extension AgentConfiguration {
  fileprivate func request(_ question: ModelRequest, _ tools: [ToolDescription]) -> ModelRequest {
    var request = question
    request.model = model
    let words = [system, question.system].compactMap { $0 }.filter { !$0.isEmpty }
    request.system = words.isEmpty ? nil : words.joined(separator: "\n\n")
    request.tools = tools
    request.wantsReasoning = question.wantsReasoning && reasoning
    request.answerTokens = [answerTokens, question.answerTokens].compactMap { $0 }.min()
    request.temperature = question.temperature ?? temperature
    request.describePictures(butTheLast: vision ? AgentLimits.images : 0)
    return request
  }
}
