public import EventLoop
internal import Kernel

/// What one bot is told, on a number line of its own: on the disk before the bot can see it.
@Loop public final class BotFeed {
  /// Whoever watches it sees all that comes from now on.
  public let log: EventLog
  private let file: BotFeedFile
  private let store: Store
  private let gate = Gate()
  private var size: Int
  private var compactAt: Int
  /// What the file has, by the turn that it asks about.
  private var asked: [String: LogEntry] = [:]
  private var stopped: Set<String> = []
  private var presses: [LogEntry] = []
  private var spoken: [String: Int]

  init(_ file: BotFeedFile, _ contents: BotFeedFile.Contents, store: Store) {
    self.file = file
    self.store = store
    size = contents.size
    spoken = contents.spoken
    compactAt = max(store.limits.botFeedBytes, 2 * contents.size)
    // What was kept for longer stands before a gap.
    var first = contents.entries.endIndex
    while first > 0,
      first == contents.entries.endIndex
        || contents.entries[first - 1].sequence + 1 == contents.entries[first].sequence
    {
      first -= 1
    }
    let tail = contents.entries[first...]
    let start = Cursor(epoch: contents.epoch, sequence: (tail.first?.sequence ?? 1) - 1)
    log = EventLog(at: start, windowBytes: store.limits.logBytes)
    for entry in contents.entries { note(entry) }
    log.publish(Array(tail))
  }

  /// What the bot has not answered yet, oldest first: questions whose turns wait, and buttons pressed since it last
  /// spoke in their session.
  public var unanswered: [LogEntry] {
    let questions = asked.values.filter { entry in
      guard case .bot(let event) = entry.event, let id = event.turn, !stopped.contains(id) else { return false }
      return store.bots?.turn(id, in: event.session) != nil
    }
    return (questions + presses).sorted { $0.sequence < $1.sequence }
  }

  /// Asks for the answer to the turn; twice is harmless.
  ///
  /// errors: `.storage`
  func ask(_ turn: Turn, by agent: String?) async throws {
    try await gate.hold {
      guard asked[turn.id] == nil else { return }
      let question = turn.userMessage
      var event = BotEvent(session: turn.session.id, text: question.content, at: question.at)
      (event.turn, event.message, event.user, event.agent) = (turn.id, turn.messageID, turn.user.name, agent)
      event.attachments = question.attachments
      event.reasoning = turn.wantsReasoning
      let entry = try await append(event)
      log.publish([entry])
    }
  }

  /// Tells that nobody waits for the answer any more.
  func stop(_ turn: Turn) async {
    await gate.hold {
      guard asked[turn.id] != nil, !stopped.contains(turn.id) else { return }
      let event = BotEvent(session: turn.session.id, turn: turn.id, at: Int(WallClock.milliseconds))
      // It is told of a stop that the disk does not take, too: at the worst it speaks into an empty room later.
      if let entry = try? await append(event) { log.publish([entry]) }
    }
  }

  func isStopped(_ turn: String) -> Bool { stopped.contains(turn) }

  /// Tells of a pressed button, once what presses it has been done.
  ///
  /// check: throws if it cannot be pressed: then nothing is written
  func press(
    _ event: BotEvent, if check: () throws -> Void = {}, _ body: () async throws -> Void
  ) async throws {
    try await gate.hold {
      try check()
      // What is taken back below must not reach behind the file's writing anew.
      try await makeRoom()
      let before = size
      let entry = try await append(event)
      do { try await body() } catch {
        presses.removeAll { $0.sequence == entry.sequence }
        log.withdrawUnseen()
        try? await store.disk.run { [file] in try file.cut(to: before) }
        size = before
        throw error
      }
      log.publish([entry])
    }
  }

  /// The bot has spoken in the session: what was pressed there before needs no telling again.
  public func hasSpoken(in session: String) async {
    await gate.hold {
      guard presses.contains(where: { $0.session == session }) else { return }
      presses.removeAll { $0.session == session }
      spoken[session] = log.lastSequence
      let (sequence, size) = (log.lastSequence, size)
      let grown = try? await store.disk.run { [file] in
        try file.appendSpoken(session, before: sequence, after: size)
      }
      self.size = grown ?? size
    }
  }

  /// The last thing told, where it was a button: only that one may have been told before it was pressed.
  var lastPress: BotEvent? {
    guard let last = presses.last, last.sequence == log.lastSequence, case .bot(let event) = last.event else {
      return nil
    }
    return event
  }

  /// On the disk, not to be seen yet.
  private func append(_ event: BotEvent) async throws -> LogEntry {
    try await makeRoom()
    let entry = log.number(.bot(event))
    do {
      size = try await store.disk.run { [file, size] in try file.append(entry, after: size) }
    } catch {
      log.withdrawUnseen()
      throw ChatError.storage("What the bot is to be told could not be written to the disk: \(error)")
    }
    note(entry)
    return entry
  }

  private func note(_ entry: LogEntry) {
    guard case .bot(let event) = entry.event else { return }
    switch event.kind {
    case .message: event.turn.map { asked[$0] = entry }
    case .stop: event.turn.map { _ = stopped.insert($0) }
    case .button where entry.sequence > spoken[event.session] ?? 0: presses.append(entry)
    case .button: break
    }
    if presses.count > store.limits.pressesKept { presses.removeFirst() }
  }

  private func makeRoom() async throws {
    if size >= compactAt { try await compact() }
  }

  /// Leaves out what is answered and old.
  private func compact() async throws {
    var kept = unanswered
    if case .entries(let recent) = log.entries(after: log.head) {
      let first = recent.first?.sequence ?? .max
      kept = kept.filter { $0.sequence < first } + recent
    }
    let (entries, spoken) = (kept, spoken)
    size = try await store.disk.run { [file] in try file.replace(entries, spoken: spoken) }
    compactAt = max(store.limits.botFeedBytes, 2 * size)
    let turns = Set(kept.compactMap { entry in if case .bot(let event) = entry.event { event.turn } else { nil } })
    asked = asked.filter { turns.contains($0.key) }
    stopped = stopped.intersection(turns)
  }
}

extension LogEntry {
  fileprivate var session: String? { if case .bot(let event) = event { event.session } else { nil } }
}
