internal import Chat
internal import EventLoop
internal import HTTP
internal import HTTPServer
internal import Login

/// Event streams: a session's, and a tab's.
extension WebApp {
  func addEventRoutes() {
    on(.get, "/api/sessions/{id}/events") { [sessions, streams, options] call in
      let session = try await sessions.session(call.captures[0], for: call.user)
      call.stream(LogReader(session.log, after: try call.cursor, showing: options.app), in: streams)
      return nil
    }
    on(.get, "/api/events") { [sessions, streams, options] call in
      let list = LogReader(sessions.changes(for: call.user))
      let wanted = call.places
      if wanted.count > 1 {
        call.stream(LogSource(sessions: try await self.readers(wanted, for: call.user), list: list), in: streams)
        return nil
      }
      var session: Session?
      if let id = wanted.first?.session { session = try await sessions.session(id, for: call.user) }
      let cursor = try call.cursor
      call.stream(session.map { LogReader($0.log, after: cursor, showing: options.app) }, list: list, in: streams)
      return nil
    }
  }

  /// Those that are there: one that is gone must not take the others' news with it.
  private func readers(_ places: [Place], for user: User) async throws -> [(id: String, reader: LogReader)] {
    var readers: [(id: String, reader: LogReader)] = []
    for place in places.prefix(limits.sessionsAStream) {
      do {
        let session = try await sessions.session(place.session, for: user)
        let reader = LogReader(session.log, after: Call.cursor(place.after), showing: options.app)
        readers.append((place.session, reader))
      } catch let error as ChatError where error == .sessionNotFound(place.session) {}
    }
    return readers
  }
}

/// A session, and where its reader stands: `session=…&after=…`, any number of times.
private struct Place {
  let session: String
  var after = ""
}

extension Call {
  /// Where the reader stands, by its own word.
  var cursor: Cursor? {
    get throws { Self.cursor(head[.lastEventID] ?? target["after"] ?? "") }
  }

  /// A cursor that is none of ours is of another epoch: `reset`.
  fileprivate static func cursor(_ text: String) -> Cursor? {
    text.isEmpty ? nil : Cursor(text) ?? Cursor(epoch: "unknown", sequence: 0)
  }

  fileprivate var places: [Place] {
    var places: [Place] = []
    for (name, value) in target.items where !value.isEmpty {
      if name == "session" { places.append(Place(session: value)) }
      if name == "after", !places.isEmpty { places[places.count - 1].after = value }
    }
    return places
  }

  /// Answers with an event stream that no proxy may hold back and none may change.
  func stream(_ session: LogReader?, list: LogReader? = nil, in streams: OpenStreams<String>) {
    stream(LogSource(session: session, list: list), in: streams)
  }

  func stream(_ source: LogSource, in streams: OpenStreams<String>) {
    if case .login(let id) = visitor.key { streams.add(source, of: id) }
    stream(source) { source.feed($0) }
  }

  func stream(_ source: any StreamSource, _ begin: @Loop (EventStream) -> Void) {
    if head.method == .head {
      source.streamEnded()
      return exchange.respond(Response(200, Reply.eventStream))
    }
    guard let stream = exchange.stream(200, Reply.eventStream, from: source) else { return source.streamEnded() }
    begin(stream)
  }
}
