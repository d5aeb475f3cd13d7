internal import EventLoop
internal import Kernel

/// Turns: their beginning, their stop and their end.
extension Session {
  /// Stores the user's message and starts the turn that answers it; the caller gives the turn to an agent.
  ///
  /// The user's message is on the disk when this returns. The same `clientID` twice runs once, across
  /// restarts.
  ///
  /// errors: `.turnRunning`, `.emptyMessage`, `.unknownAttachment`, `.unknownMessage`, `.invalid`,
  ///         `.tooLarge`, `.diskFull`, `.storage`, `.shuttingDown`; then nothing has changed
  public func begin(_ request: TurnRequest, for user: User) async throws -> Begun {
    lastUse = .now
    while let starting {
      guard let mine = request.clientID, starting.clientID == mine else { throw ChatError.turnRunning }
      await starting.end()
    }
    if let earlier = earlier(request.clientID) { return earlier }
    if turn != nil { throw ChatError.turnRunning }
    let starting = StartingTurn(clientID: request.clientID)
    self.starting = starting
    defer {
      self.starting = nil
      starting.finish()
    }
    do {
      return .started(try await gate.hold { try await start(request, for: user) })
    } catch {
      // Who waits for the same call must not go on with a session that never came to be.
      if isNew { close() }
      throw error
    }
  }

  /// Stops the running turn: what had come so far is kept, marked `stopped`.
  ///
  /// returns: 1 if there was one, else 0; its task has ended by then
  public func stop() async -> Int {
    await starting?.end()
    guard let turn else { return 0 }
    await turn.stop(.stopped)
    return 1
  }

  /// The turn that an earlier call with the same id began, or what came of it.
  private func earlier(_ clientID: String?) -> Begun? {
    guard let clientID else { return nil }
    if let turn, turn.clientID == clientID { return .joined(turn) }
    guard let index = history.lastIndex(where: { $0.clientID == clientID }) else { return nil }
    if history[index].role == .assistant { return .finished(history[index], in: self) }
    // What a bot said meanwhile stands before the answer, and took no time.
    let replies = history[(index + 1)...].prefix { $0.role == .assistant }
    return (replies.first { $0.ms != nil } ?? replies.first).map { .finished($0, in: self) }
  }

  private func start(_ request: TurnRequest, for user: User) async throws -> Turn {
    if isDeleted { throw ChatError.sessionNotFound(id) }
    if store.isShuttingDown { throw ChatError.shuttingDown }
    try await store.disk.run { [space = store.space] in try space.check() }
    let planner = TurnPlanner(history: history, session: info, store: store)
    let plan = try await planner.plan(request, for: user)
    let gone = plan.removed.map { log.number(.messageDeleted(id: $0.id)) }
    do { return try await start(plan, gone) } catch {
      log.withdrawUnseen()
      throw error
    }
  }

  private func start(_ plan: TurnPlan, _ gone: [LogEntry]) async throws -> Turn {
    guard let question = plan.history.last else { throw ChatError.emptyMessage }
    let info = startedInfo(plan, question)
    var start = TurnStart(
      turnID: Identifier.random(), messageID: Identifier.random(), sessionID: id, userMessage: question,
      agent: plan.agent, at: info.updated, clientID: plan.addsMessage ? nil : plan.clientID,
      reasoning: plan.wantsReasoning ? nil : false)
    start.isOutside = plan.isOutside ? true : nil
    let cursor = log.numberedTail
    let first = log.number(.turnStart(start))
    let isRenamed = info.name != self.info.name || info.agent != self.info.agent
    let extent: SessionWrite.Extent =
      plan.addsMessage && plan.removed.isEmpty && !isRenamed ? .last : .whole
    guard
      let journal = try await write(plan.history, extent, info: info, cursor: cursor, beginning: first)
    else { throw ChatError.storage("The turn has no journal") }
    let turn = Turn(start, plan: plan, session: self, startCursor: cursor, file: journal)
    commit(plan.history, info: info)
    setTurn(turn)
    store.tally.start()
    log.publish(gone + [first])
    store.changed(self)
    loosenUploads(of: plan.removed)
    return turn
  }

  /// A session without a name is named after its first message.
  private func startedInfo(_ plan: TurnPlan, _ question: Message) -> SessionInfo {
    var info = info
    info.updated = Int(WallClock.milliseconds)
    if info.name.isEmpty {
      let name = Preview.name(question.content, characters: store.limits.autoNameCharacters)
      info.name = name.isEmpty ? question.attachments.first?.name ?? "" : name
    }
    if isNew, info.agent == nil { info.agent = plan.namedAgent }
    return info
  }

  /// Gives the event the next number. It holds the whole answer: it is encoded beside the loop.
  private func number(_ event: Event) async -> LogEntry {
    let cursor = log.takeNumber()
    return await store.disk.compute { LogEntry(event, at: cursor) }
  }

  /// Stores what came of the turn, and only then shows its end.
  func finish(_ turn: Turn, with message: Message) async {
    await gate.hold {
      var info = info
      info.updated = Int(WallClock.milliseconds)
      var ending = await number(message.error.map { .error($0) } ?? .done(TurnDone(message)))
      var message = message
      do {
        try await write(history + [message], .last, info: info, cursor: log.numberedTail, endsTurn: true)
      } catch {
        // What is not on the disk is still shown, under numbers that no later run can take for its own.
        let failure = TurnFailure(code: "storage", message: "\(error)", retryable: true)
        message.error = message.error ?? failure
        log.breakEpoch()
        ending = log.number(.error(failure))
      }
      commit(history + [message], info: info)
      setTurn(nil)
      store.tally.end(message)
      store.turnEnded(TurnReport(turn, message))
      log.publish([ending])
      store.changed(self)
    }
  }
}
