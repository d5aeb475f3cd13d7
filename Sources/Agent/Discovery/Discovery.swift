internal import EventLoop
internal import HTTP
internal import HTTPClient

/// Looks for model servers on this machine, all at once.
@Loop final class Discovery {
  /// A server that is there answers within a few milliseconds; whoever looks waits no longer.
  static let deadline = Duration.milliseconds(300)

  private let client: HTTPClient
  private var lists: [UInt16: ModelList] = [:]

  init(client: HTTPClient) { self.client = client }

  /// ownPort: where we listen ourselves, and do not ask
  /// returns: in the servers' order, the models of each in its own
  func find(_ servers: [LocalServer], ownPort: UInt16?) async -> [FoundModel] {
    let asked = servers.filter { $0.port != ownPort }
    let tasks = asked.map { server in Loop.start { await self.ask(server) } }
    for task in tasks { await task.value }
    return asked.flatMap(found)
  }

  private func found(_ server: LocalServer) -> [FoundModel] {
    let models = lists[server.port]?.models.compactMap { FoundModel(server, $0) } ?? []
    return Array(models.prefix(AgentLimits.modelsPerServer))
  }

  private func ask(_ server: LocalServer) async {
    guard let url = try? HTTPURL(server.baseURL).appending(path: "models") else { return }
    let client = client
    let body = try? await Loop.withDeadline(Self.deadline) {
      let response = try await client.send(ClientRequest(.get, url))
      return response.status == 200 ? try await response.collect(atMost: AgentLimits.modelListBytes) : []
    }
    lists[server.port] = ModelList(body ?? [])
  }
}
