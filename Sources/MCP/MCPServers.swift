internal import Chat
public import EventLoop
public import HTTPClient
public import Tools

/// The configured MCP servers, as a source of tools.
///
/// A server is started by the first turn whose agent may use its tools, and kept. One that is missing, slow or
/// broken costs a line, never the turn.
@Loop public final class MCPServers: ToolSource {
  private let limits: MCPLimits
  private let reserved: Set<String>
  private let log: @Loop (String) -> Void
  private let study: Disk
  private let makeTransport: SessionOpener.MakeTransport
  private var servers: [String: MCPServer] = [:]
  private var isStopped = false

  /// reserved: names of tools that others have
  /// log:      takes a line for each thing that an owner may want to know
  public convenience init(
    _ configurations: [MCPServerConfiguration], client: HTTPClient, reserved: Set<String> = [],
    log: @escaping @Loop (String) -> Void
  ) {
    let study = Disk()
    let maker = TransportMaker(client: client, study: study, limits: .standard)
    self.init(configurations, limits: .standard, reserved: reserved, study: study, log: log) {
      try maker.make($0)
    }
  }

  init(
    _ configurations: [MCPServerConfiguration], limits: MCPLimits, reserved: Set<String> = [], study: Disk,
    log: @escaping @Loop (String) -> Void, makeTransport: @escaping SessionOpener.MakeTransport
  ) {
    self.limits = limits
    self.reserved = reserved
    self.log = log
    self.study = study
    self.makeTransport = makeTransport
    configure(configurations)
  }

  /// Takes what the configuration says now: servers that are gone from it or have changed are ended, beside
  /// whoever asks; calls that they are at fail. The others run on.
  public func configure(_ configurations: [MCPServerConfiguration]) {
    guard !isStopped else { return }
    let wanted = Dictionary(configurations.map { ($0.name, $0) }) { first, _ in first }
    for (name, server) in servers where wanted[name] != server.configuration {
      servers[name] = nil
      Loop.start { await server.stop() }
    }
    for (name, configuration) in wanted where servers[name] == nil {
      servers[name] = MCPServer(
        configuration, limits: limits, study: study, log: log, makeTransport: makeTransport)
    }
  }

  public func tools(matching patterns: [String]) async -> (tools: [any Tool], notes: [String]) {
    let wanted = servers.values.sorted { $0.configuration.name < $1.configuration.name }.filter { server in
      let prefix = ToolNames.prefix(of: server.configuration.name)
      return patterns.contains { ToolNames.pattern($0, mayMatchAfter: prefix) }
    }
    for server in wanted { server.begin() }
    var names = ToolNames(reserved: reserved)
    var tools: [any Tool] = []
    var notes: [String] = []
    let end = ContinuousClock.now + limits.patience
    for server in wanted {
      let (listings, note) = await server.tools(patience: max(.zero, ContinuousClock.now.duration(to: end)))
      if let note { notes.append(note) }
      for listing in listings {
        let name = names.name(server: server.configuration.name, tool: listing.name)
        if patterns.take(in: name) { tools.append(MCPTool(listing, named: name, of: server)) }
      }
    }
    return (tools, notes)
  }

  /// Ends all servers, with all that they began. Takes about two seconds at most; nothing is started after it.
  public func stop() async {
    isStopped = true
    let ending = servers.values.map { server in Loop.start { await server.stop() } }
    servers = [:]
    for task in ending { await task.value }
  }
}
