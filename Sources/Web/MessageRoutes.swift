internal import Chat
internal import EventLoop
internal import HTTP
internal import HTTPServer

/// Single messages of a session.
extension WebApp {
  func addMessageRoutes() {
    on(.patch, "/api/sessions/{id}/messages/{mid}") { [sessions, options] call in
      let body = try await call.decode(PinBody.self)
      let session = try await sessions.session(call.captures[0], for: call.user)
      return Reply.json(200, options.app.shown(try await session.pinMessage(call.captures[1], body.pinned)))
    }
    on(.delete, "/api/sessions/{id}/messages/{mid}") { [sessions] call in
      let session = try await sessions.session(call.captures[0], for: call.user)
      try await session.deleteMessage(call.captures[1])
      return Reply.okay
    }
  }
}

private struct PinBody: Decodable { let pinned: Bool }
