internal import Agent
internal import Chat
internal import EventLoop
internal import HTTP
internal import HTTPServer

/// A message to an agent, and its stop.
extension WebApp {
  func addChatRoutes() {
    on(.post, "/api/chat") { [self] call in
      let body = try await call.decode(ChatBody.self)
      let request = body.request(showsReasoning: options.app.showsReasoning)
      switch try await begin(request, for: call.user) {
      case .started(let turn), .joined(let turn): return answer(call, turn)
      case .finished(let message, let session): return answer(call, message, in: session)
      }
    }
    on(.post, "/api/stop") { [sessions] call in
      let body = try await call.decode(StopBody.self)
      let session = try await sessions.session(body.session_id, for: call.user)
      return Reply.json(200, Stopped(ok: true, stopped: await session.stop()))
    }
  }

  /// Begins the turn that is asked for, and gives it to its agent.
  func begin(_ request: TurnRequest, for user: User) async throws -> Begun {
    var request = request
    request.answerers = agents.answerers
    let begun = try await sessions.begin(request, for: user)
    if case .started(let turn) = begun { agents.run(turn) }
    return begun
  }

  /// The turn's events as they come, or, for who asked for JSON, where to find them.
  private func answer(_ call: Call, _ turn: Turn) -> Response? {
    if call.wantsJSON {
      return accepted(turn.messageID, in: turn.session, turn: turn.id, cursor: turn.startCursor)
    }
    let session = turn.session
    let reader = LogReader(
      session.log, after: turn.startCursor, showing: options.app, isOneTurn: true) { session.turn !== turn }
    call.stream(reader, in: streams)
    return nil
  }

  /// The call came before, and its turn is long over: its end is told once more.
  private func answer(_ call: Call, _ message: Message, in session: Session) -> Response {
    if call.wantsJSON { return accepted(message.id, in: session, turn: nil, cursor: session.log.tail) }
    var bytes: [UInt8] = []
    let ending: Event = message.error.map { .error($0) } ?? .done(TurnDone(options.app.shown(message)))
    ServerSentEvent.encode(name: ending.name, data: ending.json.span, into: &bytes)
    return Reply.bytes(200, MediaType.eventStream.description, bytes)
  }

  /// Where to follow the answer `id`.
  private func accepted(_ id: String, in session: Session, turn: String?, cursor: Cursor) -> Response {
    let body = Accepted(turn_id: turn, session_id: session.id, message_id: id, cursor: cursor.description)
    return Reply.json(202, body)
  }
}

extension Call {
  fileprivate var wantsJSON: Bool {
    head.fields.weight(accepting: "application/json") > head.fields.weight(accepting: "text/event-stream")
  }
}

private struct ChatBody: Decodable {
  struct Reference: Decodable { let id: String }

  let message: String?
  let session_id: String?
  let attachments: [Reference]?
  let agent: String?
  let reasoning: Bool?
  let client_id: String?
  let edit: String?
  let regenerate: String?

  func request(showsReasoning: Bool) -> TurnRequest {
    TurnRequest(
      message: message ?? "", sessionID: session_id, attachments: attachments?.map(\.id) ?? [], agent: agent,
      wantsReasoning: showsReasoning && reasoning ?? true, clientID: client_id, edit: edit, regenerate: regenerate)
  }
}

private struct StopBody: Decodable { let session_id: String }

private struct Stopped: Encodable {
  let ok: Bool
  let stopped: Int
}

private struct Accepted: Encodable {
  let turn_id: String?
  let session_id: String
  let message_id: String
  let cursor: String
}
