internal import EventLoop
internal import Kernel

/// What bots do in a session.
extension Session {
  /// What a bot says: the running turn's answer if it is asked, else a message of its own.
  ///
  /// agent:   in whose name
  /// returns: the message's id
  /// errors:  `.emptyMessage`, `.invalid`, `.tooLarge`, `.storage`, `.shuttingDown`
  public func say(_ words: BotWords, of agents: Set<String>, as agent: String?) async throws -> String {
    try words.check(store.limits)
    guard let call = words.call else { return try await say(words, agents, agent) }
    while let earlier = botDesk.calls[call] { await earlier.come() }
    if let id = said(call) {
      // The house may have gone down between the words and the end.
      if !words.staysOpen, let turn, turn.messageID == id, turn.listens(to: agents) {
        try await turn.endOutside()
      }
      return id
    }
    let moment = Moment()
    botDesk.calls[call] = moment
    defer {
      botDesk.calls[call] = nil
      moment.isHere()
    }
    return try await say(words, agents, agent)
  }

  /// More of the running answer `id`.
  ///
  /// errors: `.messageNotFound`, `.answerEnded`, `.tooLarge`
  public func extend(
    _ id: String, _ text: String, isThought: Bool = false, endsThought: Bool = false, of agents: Set<String>
  ) async throws {
    let turn = try running(id, agents)
    try await turn.hear(text, isThought: isThought, endsThought: endsThought)
  }

  /// Ends the running answer `id`; twice is harmless.
  ///
  /// errors: `.messageNotFound`, `.storage`
  public func endAnswer(_ id: String, of agents: Set<String>) async throws {
    do { try await running(id, agents).endOutside() } catch ChatError.answerEnded {}
  }

  /// Puts other words in the place of a message's. Of a running answer, words that go on from what is there come on to
  /// it; any others end it first. Edits that come while one is being written are written together.
  ///
  /// buttons: nil leaves those that are there
  /// errors:  `.messageNotFound`, `.invalid`, `.tooLarge`, `.storage`
  public func edit(_ id: String, _ words: BotWords, of agents: Set<String>) async throws {
    try words.check(store.limits)
    if let turn, turn.messageID == id, turn.listens(to: agents), try await turn.edit(words) { return }
    if let turn, turn.messageID == id { await turn.end() }
    try await change(id, agents) { $0.say(words) }
  }

  /// Shows that somebody writes, to those who watch, for a while.
  public func typing(_ isActive: Bool, of agents: Set<String>) {
    if let turn, turn.listens(to: agents) { turn.outside?.isAlive() }
    botDesk.typing?.cancel()
    log.pass(.typing(isActive))
    guard isActive else { return }
    botDesk.typing = EventLoop.shared.schedule(after: store.limits.typing) { [weak self] in
      self?.log.pass(.typing(false))
    }
  }

  private func say(_ words: BotWords, _ agents: Set<String>, _ agent: String?) async throws -> String {
    while let turn, turn.listens(to: agents) {
      if try await turn.say(words) { return turn.messageID }
    }
    if words.isEmpty { throw ChatError.emptyMessage }
    // An answer that is on its way out comes before what is said after it.
    if let turn, turn.outside != nil, !turn.isOpen || turn.ending != nil { await turn.end() }
    var message = Message(
      id: Identifier.random(), role: .assistant, at: Int(WallClock.milliseconds), content: "")
    (message.agent, message.botCalls) = (agent, words.call.map { [$0] })
    message.say(words)
    try await amend { history in
      history.append(message)
      return (.message(message), .messageDeleted(id: message.id))
    }
    return message.id
  }

  /// What came of an earlier call of that name.
  public func said(_ call: String) -> String? {
    if let turn, turn.answer.botCalls.contains(call) { return turn.messageID }
    return history.last { $0.botCalls?.contains(call) == true }?.id
  }

  /// What a bot sent with an earlier call; a message may have others beside it.
  public func sent(_ name: String, bytes: Int, in id: String) -> Attachment? {
    let answer = turn?.messageID == id ? turn?.answer.message : message(id)
    let files = answer?.files.filter { $0.size == bytes } ?? []
    return files.last { $0.name == name } ?? files.last
  }

  private func running(_ id: String, _ agents: Set<String>) throws -> Turn {
    if let turn, turn.messageID == id, turn.listens(to: agents) { return turn }
    let isOwn = message(id)?.agent.map(agents.contains) == true || turn?.messageID == id
    throw isOwn ? ChatError.answerEnded(id) : ChatError.messageNotFound(id)
  }

  private func change(
    _ id: String, _ agents: Set<String>, _ change: @escaping (inout Message) -> Void
  ) async throws {
    let edit = BotDesk.Edit(change)
    botDesk.edits[id, default: []].append(edit)
    defer { botDesk.edits[id]?.removeAll { $0 === edit } }
    // Many wait here for one write; who comes to it finds that an earlier one took his words along.
    if edit.isStored { return }
    try await amendOnce(id, agents, edit)
  }

  private func amendOnce(_ id: String, _ agents: Set<String>, _ edit: BotDesk.Edit) async throws {
    var taken: [BotDesk.Edit] = []
    do {
      try await amend { history in
        if edit.isStored { throw Stored() }
        guard let place = history.firstIndex(where: { $0.id == id && $0.agent.map(agents.contains) == true }) else {
          throw ChatError.messageNotFound(id)
        }
        taken = botDesk.edits[id] ?? []
        let old = history[place]
        for edit in taken { edit.change(&history[place]) }
        return (.messageUpdated(history[place]), .messageUpdated(old))
      }
    } catch is Stored { return }
    for edit in taken { edit.isStored = true }
  }

  private struct Stored: Error {}
}
