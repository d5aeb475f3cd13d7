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
      let models = agents.models(of: agents.listing()).map { $0.openAI(created) }
      return openAI.reply(200, .object(["object": .string("list"), "data": .array(models)]), to: call.head)
    }
    onOpenAI(.get, "/v1/models/{id}") { [agents, openAI] call in
      let models = agents.models(of: agents.list)
      guard let agent = models.first(where: { $0.name == call.captures[0] }) else {
        throw Failure.noModel(call.captures[0], among: models.map(\.name))
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

  /// Returns when the answer is over. Only whole questions count: who sends one slowly keeps nobody else out.
  private func complete(_ call: Call) async throws {
    try refuseOneTooMany()
    try call.requireJSON()
    let body = try await call.exchange.body(limitBytes: limits.openAIBytes)
    try refuseOneTooMany()
    openAIAnswers += 1
    defer { openAIAnswers -= 1 }
    let shows = options.openAI.showsReasoning
    let question = try await study.run { try OpenAIQuestion(body: body, showsReasoning: shows) }
    let models = agents.models(of: agents.list).map(\.name)
    guard models.contains(question.model), let agent = agents.agent(named: question.model) else {
      throw Failure.noModel(question.model, among: models)
    }
    let turn = OpenAITurn(question, call.exchange, self)
    if case .login(let id) = call.visitor.key { streams.add(turn, of: id) }
    await turn.run(by: agent)
  }

  private func refuseOneTooMany() throws(Failure) {
    guard openAIAnswers < limits.openAIAnswers else { throw Failure.tooManyAnswers(limits.openAIAnswers) }
  }
}

extension Agents {
  /// Those that answer here: a bot answers in sessions, and here there is none.
  fileprivate func models(of list: [AgentInfo]) -> [AgentInfo] { list.filter { bot(ofAgent: $0.name) == nil } }
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
