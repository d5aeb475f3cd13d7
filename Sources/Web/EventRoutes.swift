internal import Chat
internal import EventLoop
internal import HTTP
internal import HTTPServer
internal import Login

/// Event streams: a session's, and a tab's.
extension WebApp {
  func addEventRoutes() {
    on(.get, "/api/sessions/{id}/events") { [sessions, streams] call in
      let session = try await sessions.session(call.captures[0], for: call.user)
      call.stream(LogReader(session.log, after: try call.cursor), in: streams)
      return nil
    }
    on(.get, "/api/events") { [sessions, streams] call in
      var session: Session?
      if let id = call.target["session"], !id.isEmpty { session = try await sessions.session(id, for: call.user) }
      let cursor = try call.cursor
      let list = LogReader(sessions.changes(for: call.user))
      call.stream(session.map { LogReader($0.log, after: cursor) }, list: list, in: streams)
      return nil
    }
  }
}

extension Call {
  /// Where the reader stands, by its own word. A cursor that is none of ours is of another epoch: `reset`.
  fileprivate var cursor: Cursor? {
    get throws {
      guard let text = head[.lastEventID] ?? target["after"], !text.isEmpty else { return nil }
      return Cursor(text) ?? Cursor(epoch: "unknown", sequence: 0)
    }
  }

  /// Answers with an event stream that no proxy may hold back and none may change.
  func stream(_ session: LogReader?, list: LogReader? = nil, in streams: OpenStreams) {
    var fields = Reply.guarded
    fields.append(.contentType, MediaType.eventStream.description)
    fields.append("X-Accel-Buffering", "no")
    if head.method == .head { return exchange.respond(Response(200, fields)) }
    let source = LogSource(session: session, list: list)
    if case .login(let id) = visitor.key { streams.add(source, of: id) }
    if let stream = exchange.stream(200, fields, from: source) { source.feed(stream) } else { source.streamEnded() }
  }
}
