internal import Chat
internal import EventLoop
internal import HTTP
internal import HTTPServer

/// Who watches what.
extension WebApp {
  func addPresenceRoutes() {
    on(.get, "/api/presence") { [sessions] call in Reply.json(200, sessions.presence(of: call.user)) }
  }
}
