internal import Agent
internal import Chat
internal import EventLoop
internal import HTTP
internal import HTTPServer
internal import Login

/// One call of a bot: which one, and for whom it may speak.
@Loop struct BotCall {
  let call: Call
  let token: AccessToken
  /// In whose names it speaks, in order.
  let agents: [String]
  /// Who answers where a session names nobody.
  let standard: String?
  let sessions: Sessions

  var bot: String { token.user ?? "" }
  var names: Set<String> { Set(agents) }

  /// The session that the path names.
  ///
  /// errors: `.sessionNotFound`, also for one that is not the bot's
  func session() async throws -> Session {
    try await sessions.bots.session(call.captures[0], of: names, standard: standard)
  }

  /// In whose name it speaks in the session.
  func agent(in session: Session) -> String? {
    let own = session.info.agent ?? standard
    return own.flatMap { names.contains($0) ? $0 : nil } ?? agents.first
  }

  func hasSpoken(in session: Session) async throws { try await sessions.bots.feed(of: bot).hasSpoken(in: session.id) }
}

extension WebApp {
  /// As `on`, for bots.
  func onBot(
    _ method: Method, _ pattern: String, _ answer: @escaping @Loop @Sendable (BotCall) async throws -> Response?
  ) {
    onPublic(method, pattern) { [unowned self] exchange, call in
      guard let token = bots.token(exchange.head) else {
        throw Failure(401, "bot_unknown", "Send a bot's token as Authorization: Bearer …")
      }
      let standard = agents.agent(named: nil)?.configuration.name
      return try await answer(
        BotCall(
          call: call, token: token, agents: agents.agents(ofBot: token.user ?? ""), standard: standard,
          sessions: sessions))
    }
  }
}
