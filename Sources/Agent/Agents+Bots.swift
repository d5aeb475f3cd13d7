public import Chat
internal import EventLoop

/// Agents that are programs outside.
extension Agents {
  /// The bot's name, if one answers for the agent.
  ///
  /// agent: nil is who answers when nobody is asked for
  public func bot(ofAgent agent: String?) -> String? { self.agent(named: agent)?.configuration.bot }

  /// In the order in which they are shown.
  public func agents(ofBot bot: String) -> [String] {
    list.map(\.name).filter { self.bot(ofAgent: $0) == bot }
  }

  /// Who can answer now.
  public var answerers: Answerers {
    let names = list.map(\.name)
    return Answerers(
      names: names, standard: agent(named: nil)?.configuration.name,
      outside: Set(names.filter { bot(ofAgent: $0) != nil }))
  }
}
