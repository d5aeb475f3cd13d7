internal import Agent
internal import Chat
internal import EventLoop
internal import HTTP
internal import HTTPServer

/// What the house says of itself.
extension WebApp {
  func addHouseRoutes() {
    on(.get, "/api/agents") { [agents] _ in Reply.json(200, agents.listing()) }
    onPublic(.get, "/api/health") { [sessions, options] _, _ in
      do { try await sessions.check() } catch {
        let failure = Failure(error)
        return Reply.json(503, Health(status: "failing", version: options.version, reason: failure.message))
      }
      return Reply.json(200, Health(status: "ok", version: options.version, reason: nil))
    }
  }
}

private struct Health: Encodable {
  let status: String
  let version: String
  let reason: String?
}
