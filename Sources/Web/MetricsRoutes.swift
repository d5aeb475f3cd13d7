internal import Agent
internal import Chat
internal import EventLoop
internal import HTTP
internal import HTTPServer

/// Figures for a monitor: `GET /metrics`, in the text format of Prometheus. They tell of the whole house, so they are
/// for its owner, and for tokens that open nothing else.
extension WebApp {
  func addMetricsRoutes() {
    onPublic(.get, "/metrics") { [unowned self] exchange, _ in
      guard door.mayMonitor(exchange) else {
        throw door.visitor(exchange) == nil ? door.refusal : Self.notForUsers
      }
      let text = Metric.text(await figures())
      return Reply.bytes(200, "text/plain; version=0.0.4; charset=utf-8", Array(text.utf8))
    }
  }

  private static let notForUsers = Failure(
    403, "not_allowed", "The figures are the owner's, and open to tokens without a user.")

  private func figures() async -> [Metric] {
    let (tally, space) = (sessions.tally, await sessions.space())
    let presence = sessions.presence(of: nil)
    let outcomes = [
      ("completed", tally.completed), ("stopped", tally.stopped), ("interrupted", tally.interrupted),
      ("failed", tally.failed),
    ]
    return vitals() + [
      Metric("martlet_build_info", .gauge, "The version; always 1.", [([("version", options.version)], 1)]),
      Metric("martlet_sessions", .gauge, "Sessions in the data folder.", sessions.count),
      Metric("martlet_turns_running", .gauge, "Answers being written, or waiting for a person's word.", tally.running),
      Metric("martlet_turns_started_total", .counter, "Answers begun.", tally.started),
      Metric(
        "martlet_turns_ended_total", .counter, "Answers ended, by how.",
        outcomes.map { ([("outcome", $0.0)], Double($0.1)) }),
      Metric("martlet_uploads_bytes", .gauge, "Uploads in the data folder.", space.uploads),
      Metric("martlet_disk_free_bytes", .gauge, "What the disk of the data folder still holds.", space.free),
      Metric("martlet_watchers", .gauge, "Tabs, devices and programs that watch sessions.", presence.watchers),
      Metric("martlet_watched_sessions", .gauge, "Sessions that somebody watches.", presence.sessions.count),
      Metric("martlet_agents", .gauge, "Agents to talk to.", agents.list.count),
    ]
  }
}
