internal import Agent
internal import Chat
internal import EventLoop
internal import HTTP
internal import HTTPServer

/// A user presses a button below an answer.
extension WebApp {
  func addButtonRoutes() {
    on(.post, "/api/sessions/{id}/buttons/{mid}") { [sessions, agents, options] call in
      let body = try await call.decode(PressBody.self)
      let session = try await sessions.session(call.captures[0], for: call.user)
      let message = try await sessions.bots.press(body.id, of: call.captures[1], in: session, by: call.user) {
        agents.bot(ofAgent: $0)
      }
      return Reply.json(200, options.app.shown(message))
    }
  }
}

private struct PressBody: Decodable { let id: String }
