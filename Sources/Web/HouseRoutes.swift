internal import Agent
internal import Chat
internal import EventLoop
internal import HTTP
internal import HTTPServer

/// What the house says of itself.
extension WebApp {
  func addHouseRoutes() {
    on(.get, "/api/agents") { [agents] _ in Reply.json(200, agents.listing()) }
    onPublic(.get, "/api/health") { [sessions, options, door] exchange, _ in
      // Strangers learn whether it is well, and neither its version nor its folders.
      let version = door.visitor(exchange).map { _ in options.version }
      do { try await sessions.check() } catch {
        let reason = version.map { _ in Failure(error).message }
        return Reply.json(503, Health(status: "failing", version: version, reason: reason))
      }
      return Reply.json(200, Health(status: "ok", version: version, reason: nil))
    }
  }
}

private struct Health: Encodable {
  let status: String
  let version: String?
  let reason: String?
}
