internal import Agent
internal import Chat
internal import EventLoop
internal import HTTP
internal import HTTPServer
internal import Kernel
internal import Login

/// The agents for programs that speak OpenAI's dialect. Stateless: whoever asks brings the whole history along.
extension WebApp {
  func addOpenAIRoutes() {
    guard options.openAI.isEnabled else { return }
    let created = Int(WallClock.milliseconds / 1000)
    onOpenAI(.get, "/v1/models") { [agents, openAI] call in
      let models = agents.listing().map { $0.openAI(created) }
      return openAI.reply(200, .object(["object": .string("list"), "data": .array(models)]), to: call.head)
    }
    onOpenAI(.get, "/v1/models/{id}") { [agents, openAI] call in
      guard let agent = agents.list.first(where: { $0.name == call.captures[0] }) else {
        throw Failure.noModel(call.captures[0], among: agents.list.map(\.name))
      }
      return openAI.reply(200, agent.openAI(created), to: call.head)
    }
    onOpenAI(.post, "/v1/chat/completions") { [self] call in
      try await complete(call)
      return nil
    }
  }

  /// As `on`, in OpenAI's shapes, for whom the channel `openai` serves.
  func onOpenAI(
    _ method: Method, _ pattern: String, _ answer: @escaping @Loop @Sendable (Call) async throws -> Response?
  ) {
    router.on(method, pattern) { [unowned self] exchange, target, captures in
      guard let visitor = door.visitor(exchange) else {
        return refuse(exchange, door.keeper.awaitsSetup ? door.refusal : Failure.noKey)
      }
      guard options.openAI.serves(visitor.name) else {
        return refuse(exchange, Failure(403, "not_allowed", "channels.openai.allow_from does not let you in."))
      }
      start(exchange, target, captures, visitor) { [unowned self] call in
        do { return try await answer(call) } catch {
          refuse(exchange, Failure(error))
          return nil
        }
      }
    }
  }

  private func refuse(_ exchange: Exchange, _ failure: Failure) {
    exchange.respond(openAI.refusal(failure, to: exchange.head))
  }

  /// Returns when the answer is over.
  private func complete(_ call: Call) async throws {
    guard openAIAnswers < limits.openAIAnswers else { throw Failure.tooManyAnswers(limits.openAIAnswers) }
    openAIAnswers += 1
    defer { openAIAnswers -= 1 }
    try call.requireJSON()
    let body = try await call.exchange.body(limitBytes: limits.openAIBytes)
    let shows = options.openAI.showsReasoning
    let question = try await study.run { try OpenAIQuestion(body: body, showsReasoning: shows) }
    guard !question.model.isEmpty, let agent = agents.agent(named: question.model) else {
      throw Failure.noModel(question.model, among: agents.list.map(\.name))
    }
    await OpenAITurn(question, call.exchange, self).run(by: agent)
  }
}

extension AgentInfo {
  /// created: Unix time, seconds; nobody knows when an agent was made
  fileprivate func openAI(_ created: Int) -> JSONValue {
    var members: [String: JSONValue] = [
      "id": .string(name), "object": .string("model"), "created": .integer(created), "owned_by": .string("martlet"),
      "name": .string(label),
    ]
    if let contextTokens { members["context_length"] = .integer(contextTokens) }
    return .object(members)
  }
}
