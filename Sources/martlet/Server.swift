import Agent
import Chat
import EventLoop
import FoundationEssentials
import HTTPClient
import HTTPServer
import Kernel
import Login
import MCP
import Web

/// `martlet serve`: opens the house, keeps it open, and closes it in order.
@Loop final class Server {
  let options: Options
  let configuration: Configuration
  let log: Log
  private let disk = Disk()
  let sessions: Sessions
  let agents: Agents
  private let toolServers: MCPServers
  let keeper: Doorkeeper
  private let app: WebApp
  let server: HTTPServer
  let manager: ServiceManager
  private let supervision: Supervision
  private var signals: Signals?
  private(set) var ownPort: UInt16 = 0
  private var ending: CheckedContinuation<Void, Never>?

  init(_ options: Options) throws {
    self.options = options
    manager = ServiceManager(ProcessInfo.processInfo.environment)
    supervision = Supervision(manager)
    configuration = try Configuration.load(options)
    let log = Log(options.logLevel)
    self.log = log
    sessions = Sessions(folder: configuration.folder, disk: disk, limits: configuration.chat)
    let client = HTTPClient()
    agents = Agents(configuration.agents, client: client, uploads: sessions.uploads, disk: disk)
    toolServers = MCPServers(
      configuration.servers, client: client, reserved: Set(Configuration.builtInTools), log: { log.info($0) })
    agents.sources = [toolServers]
    var limits = configuration.server
    if let descriptors = Machine.raiseDescriptorLimit() { limits.fit(descriptors: descriptors) }
    keeper = Doorkeeper(configuration.login, folder: configuration.folder, disk: disk)
    keeper.report = { log.error($0) }
    let name = Machine.hostName.lowercased()
    let app = WebApp(
      sessions: sessions, agents: agents, keeper: keeper, options: configuration.web, limits: configuration.webLimits,
      ownNames: [name, name + ".local"], disk: disk)
    let server = HTTPServer(
      limits: limits, log: { log.warning($0) }, refusal: WebApp.refusal, handler: app.handle)
    self.server = server
    app.bots.tokens = configuration.botTokens
    self.app = app
    log.listen(to: server, sessions)
    let vitals = Vitals(server: server)
    app.vitals = { vitals.metrics }
  }

  /// Returns when a signal has ended it and all is stored.
  func run() async throws {
    // Keys are among our variables, and programs that agents run are of our user.
    Machine.hideMemory()
    Orphans.adopt()
    for note in try await sessions.open() { log.warning("\(note)") }
    try await keeper.open()
    signals = try Signals { [unowned self] in receive($0) }
    let bound = try listen()
    ownPort = bound.port
    lock(bound)
    offerTools(configuration.agents)
    Machine.write("martlet: listening on http://\(bound)\n", to: .output)
    supervision.ready { [unowned self] in "listening on \(bound); \(server.connectionCount) connections" }
    Loop.start { await self.begin() }
    await withCheckedContinuation { ending = $0 }
    await close()
  }

  private func receive(_ signal: Signals.Signal) {
    switch signal {
    case .hangup: reload()
    case .interrupt, .terminate:
      ending?.resume()
      ending = nil
    }
  }

  private func reload() {
    supervision.reloading()
    defer { supervision.reloaded() }
    do {
      let fresh = try Configuration.load(options)
      offerTools(fresh.agents)
      agents.configure(fresh.agents)
      toolServers.configure(fresh.servers)
      app.bots.tokens = fresh.botTokens
      log.info(
        "read the configuration again: agents, providers, bots and tools are as it says; the rest waits for a restart")
    } catch {
      log.error("the configuration was not read again: \(Command.words(error))")
    }
  }

  private func close() async {
    log.info("stopping")
    supervision.stopping()
    do { try await sessions.shutdown(within: .seconds(3)) } catch {
      log.warning("an answer did not end in time; its journal keeps it for the next start")
    }
    let toolServers = toolServers
    let stopping = Loop.start { await toolServers.stop() }
    await server.stop(within: .seconds(1))
    await stopping.value
  }
}
