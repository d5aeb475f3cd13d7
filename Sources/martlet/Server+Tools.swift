import Agent
import Chat
import EventLoop
import Sandbox
import Tools

/// Who can answer, and with which tools.
extension Server {
  /// Finds who can answer, and lets the answers go on that waited for a person's word when the server ended.
  func begin() async {
    if configuration.agents.agents.isEmpty { await agents.discover(ownPort: ownPort) }
    for turn in sessions.waiting { agents.run(turn) }
  }

  /// Where we listen must be known by then: no program may call its own house.
  func offerTools(_ configuration: AgentsConfiguration) {
    let tools = configuration.tools
    let (pages, programs) = (tools.settings(of: "fetch_url"), tools.settings(of: "exec"))
    let hidden = self.configuration.ownPlaces(options)
    agents.builtIns = { [ownPort] network in
      let files = BuiltInTools.all(
        privateAddresses: pages.allowedPrivateAddresses, fetchTimeout: pages.timeout ?? .seconds(30))
      let confinement = Confinement(
        readable: tools.readable, hidden: hidden, network: network, closedPorts: [ownPort],
        isEnforced: tools.isSandboxed)
      return [Exec(confinement, timeout: programs.timeout ?? .seconds(120))] + files
    }
    guard configuration.agents.contains(where: { $0.tools.take(in: "exec") }) else { return }
    if !tools.isSandboxed { return log.warning("tools.sandbox is off: programs run with all rights that Martlet has") }
    if let refusal = SandboxSupport.here.refusal { return log.warning("exec will be refused: \(refusal)") }
    log.info("\(SandboxSupport.here)")
  }
}
