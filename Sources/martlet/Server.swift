import Agent
import Chat
import EventLoop
import FoundationEssentials
import HTTPClient
import HTTPServer
import Kernel
import Web

/// `martlet serve`: opens the house, keeps it open, and closes it in order.
@Loop final class Server {
  private let options: Options
  private let configuration: Configuration
  private let log: Log
  private let disk = Disk()
  private let sessions: Sessions
  private let agents: Agents
  private let server: HTTPServer
  private let manager: ServiceManager
  private let supervision: Supervision
  private var signals: Signals?
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
    var limits = configuration.server
    if let descriptors = Machine.raiseDescriptorLimit() { limits.fit(descriptors: descriptors) }
    let name = Machine.hostName.lowercased()
    let app = WebApp(
      sessions: sessions, agents: agents, options: configuration.web, limits: configuration.webLimits,
      ownNames: [name, name + ".local"], disk: disk)
    server = HTTPServer(
      limits: limits, log: { log.warning($0) }, refusal: WebApp.refusal, handler: app.handle)
  }

  /// Returns when a signal has ended it and all is stored.
  func run() async throws {
    let address = manager.sockets.isEmpty ? try listeningAddress() : nil
    for note in try await sessions.open() { log.warning("\(note)") }
    signals = try Signals { [unowned self] in receive($0) }
    let bound = try listen(on: address)
    Machine.write("martlet: listening on http://\(bound)\n", to: .output)
    supervision.ready { [unowned self] in "listening on \(bound); \(server.connectionCount) connections" }
    if configuration.agents.agents.isEmpty {
      let agents = self.agents
      Loop.start { await agents.discover(ownPort: bound.port) }
    }
    await withCheckedContinuation { ending = $0 }
    await close()
  }

  /// address: nil where the service manager has opened our sockets
  private func listen(on address: SocketAddress?) throws -> SocketAddress {
    guard let address else { return try listenOnInherited() }
    do { return try server.listen(on: address) } catch let error as SystemError {
      throw Refusal(words: "cannot listen on \(address): \(error)")
    }
  }

  private func listenOnInherited() throws -> SocketAddress {
    do {
      let bound = try manager.sockets.map { try server.listen(on: $0) }
      if let open = bound.first(where: { !$0.isLoopback }), !options.isOpenToAnyone { throw Self.openToAll(open) }
      return bound[0]
    } catch let error as SystemError { throw Refusal(words: "the service manager's socket is of no use: \(error)") }
  }

  /// Without a login whoever reaches the port is the owner: that must be said in so many words.
  private func listeningAddress() throws -> SocketAddress {
    let host = configuration.host == "localhost" ? "127.0.0.1" : configuration.host
    guard configuration.isWebEnabled else {
      throw Refusal(words: "channels.web.enabled is false: there is nothing to serve")
    }
    guard let address = SocketAddress(literal: host, port: configuration.port) else {
      throw Refusal(words: "\(host) is no address to listen on; try 127.0.0.1 or 0.0.0.0")
    }
    guard address.isLoopback || options.isOpenToAnyone else { throw Self.openToAll(address) }
    return address
  }

  private static func openToAll(_ address: SocketAddress) -> Refusal {
    Refusal(
      words: """
        \(address) can be reached from other machines, and there is no login yet: anyone could use your agent.
        Listen on 127.0.0.1 and put nginx with a password in front (see the README), or, if you really
        mean it, add --insecure-anyone-may-use-this.
        """)
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
      agents.configure(fresh.agents)
      log.info(
        "read the configuration again: agents and providers are as it says; the rest waits for a restart")
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
    await server.stop(within: .seconds(1))
  }
}
