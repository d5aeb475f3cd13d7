internal import Chat
internal import EventLoop
internal import HTTP
internal import HTTPServer
internal import Login

/// What bots hear and say.
extension WebApp {
  func addBotRoutes() {
    onBot(.get, "/api/bot/events") { [bots] bot in
      let call = bot.call
      let cursor = try call.cursor
      let source = BotStream(try await bot.sessions.bots.feed(of: bot.bot), of: bot.bot, after: cursor)
      bots.streams.add(source, of: bot.token)
      call.stream(source) { source.start($0) }
      return nil
    }
    onBot(.post, "/api/bot/sessions") { [unowned self] in try await newSession($0) }
    addBotWords()
    addBotFiles()
  }

  private func addBotWords() {
    onBot(.post, "/api/bot/{id}/message") { bot in
      let body = try await bot.call.decode(MessageBody.self)
      let session = try await bot.session()
      let id = try await session.say(body.words, of: bot.names, as: bot.agent(in: session))
      return try await Self.said(id, bot, session)
    }
    onBot(.post, "/api/bot/{id}/delta") { bot in
      let body = try await bot.call.decode(DeltaBody.self)
      let session = try await bot.session()
      try await session.extend(body.id, body.text, of: bot.names)
      return Reply.json(200, ["id": body.id])
    }
    onBot(.post, "/api/bot/{id}/reasoning") { bot in
      let body = try await bot.call.decode(DeltaBody.self)
      let session = try await bot.session()
      try await session.extend(body.id, body.text, isThought: true, endsThought: body.stream != true, of: bot.names)
      return Reply.json(200, ["id": body.id])
    }
    onBot(.post, "/api/bot/{id}/edit") { bot in
      let body = try await bot.call.decode(EditBody.self)
      let session = try await bot.session()
      let words = BotWords(text: body.text, buttons: body.buttons, staysOpen: body.done != true)
      try await session.edit(body.id, words, of: bot.names)
      return try await Self.said(body.id, bot, session)
    }
    onBot(.post, "/api/bot/{id}/done") { bot in
      let body = try await bot.call.decode(DoneBody.self)
      let session = try await bot.session()
      try await session.endAnswer(body.id, of: bot.names)
      return try await Self.said(body.id, bot, session)
    }
    onBot(.post, "/api/bot/{id}/typing") { bot in
      let body = try await bot.call.decode(TypingBody.self)
      try await bot.session().typing(body.active, of: bot.names)
      return Reply.okay
    }
  }

  private static func said(_ id: String, _ bot: BotCall, _ session: Session) async throws -> Response {
    try await bot.hasSpoken(in: session)
    return Reply.json(200, ["id": id])
  }

  /// A chat that a program begins by itself.
  private func newSession(_ bot: BotCall) async throws -> Response {
    let body = try await bot.call.decode(SessionBody.self)
    guard let agent = body.agent ?? bot.agents.first, bot.names.contains(agent) else {
      throw Failure(422, "unknown_agent", "The bot has no agent \(body.agent ?? "").")
    }
    guard let user = door.keeper.user(named: body.user) else {
      throw Failure(422, "unknown_user", "There is no user \(body.user ?? "").")
    }
    let session = try await sessions.create(SessionDraft(name: body.name, agent: agent), for: user)
    return Reply.json(201, ["id": session.id])
  }
}

private struct MessageBody: Decodable {
  let text: String?
  let buttons: [Buttons.Button]?
  let stream: Bool?
  let client_id: String?

  var words: BotWords {
    BotWords(text: text ?? "", buttons: buttons, staysOpen: stream ?? false, call: client_id)
  }
}

private struct DeltaBody: Decodable {
  let id: String
  let text: String
  let stream: Bool?
}

private struct EditBody: Decodable {
  let id: String
  let text: String
  let buttons: [Buttons.Button]?
  let done: Bool?
}

private struct DoneBody: Decodable { let id: String }

private struct TypingBody: Decodable { let active: Bool }

private struct SessionBody: Decodable {
  let name: String?
  let user: String?
  let agent: String?
}
