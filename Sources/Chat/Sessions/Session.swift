public import EventLoop

/// A conversation: its messages, its number line, and the answer that is being written, if one is.
@Loop public final class Session {
  public let id: String
  public let user: User
  /// The session's events: durable before they are seen.
  public private(set) var log: EventLog
  /// All finished messages, oldest first.
  public private(set) var history: [Message] = []
  public private(set) var turn: Turn?
  /// Whether it was deleted: its log has come to its end.
  public private(set) var isDeleted = false

  let store: Store
  let gate = Gate()
  var clientID: String?
  var starting: StartingTurn?
  let botDesk = BotDesk()
  var lastUse = ContinuousClock.now
  private var facts: SessionInfo
  private var isLoaded: Bool
  /// Not on the disk yet.
  private(set) var isNew = false
  private var size = 0
  private var needsRewrite = false
  /// Whether another hand than ours wrote the file: it is kept when it is written anew.
  private var isForeign = false

  /// One that the list knows; `load` brings the rest.
  init(_ listed: Store.Listed, store: Store) {
    id = listed.info.id
    user = listed.user
    clientID = listed.clientID
    facts = listed.info
    self.store = store
    isLoaded = false
    log = EventLog(at: Cursor(epoch: Epoch.random(), sequence: 0), windowBytes: store.limits.logBytes)
    log.owner = self
  }

  /// A new one, on the disk with its first write.
  init(new info: SessionInfo, user: User, history: [Message] = [], store: Store) {
    id = info.id
    self.user = user
    facts = info
    self.history = history
    self.store = store
    isLoaded = true
    isNew = true
    needsRewrite = true
    log = EventLog(at: Cursor(epoch: Epoch.random(), sequence: 0), windowBytes: store.limits.logBytes)
    log.owner = self
  }

  public var info: SessionInfo {
    var info = facts
    info.running = turn != nil
    info.waiting = turn?.isWaiting == true ? true : nil
    return info
  }

  /// All that a newcomer needs, of one instant: what comes after `cursor` is not in it.
  ///
  /// limit:  the newest messages only
  /// before: only those before the message with this id
  public func snapshot(limit: Int? = nil, before: String? = nil) throws(ChatError) -> SessionSnapshot {
    lastUse = .now
    var messages = history[...]
    if let before {
      guard let index = history.firstIndex(where: { $0.id == before }) else { throw .messageNotFound(before) }
      messages = history[..<index]
    }
    if let limit { messages = messages.suffix(max(0, limit)) }
    return SessionSnapshot(info: info, history: Array(messages), cursor: log.tail, turn: turn?.snapshot)
  }

  func message(_ id: String) -> Message? { history.first { $0.id == id } }

  /// Whether nobody would miss it in memory.
  var isIdle: Bool { turn == nil && starting == nil && gate.isFree && !log.hasSubscribers && !needsRewrite }
}

/// To and from the disk: all writes of one session go through its gate, one after the other.
extension Session {
  func load() async throws {
    try await gate.hold {
      lastUse = .now
      if isDeleted { throw ChatError.sessionNotFound(id) }
      if isLoaded { return }
      let load = store.load(id)
      guard let loaded = try await storing({ try await store.disk.run { try load.perform() } }) else {
        throw ChatError.sessionNotFound(id)
      }
      take(loaded)
    }
  }

  func take(_ loaded: LoadedSession) {
    history = loaded.history
    facts = loaded.info(store.limits)
    size = loaded.size
    needsRewrite = loaded.needsRewrite
    isForeign = loaded.needsRewrite
    clientID = loaded.front.clientID
    let start = Cursor(epoch: loaded.cursor.epoch, sequence: loaded.cursor.sequence - loaded.entries.count)
    log = EventLog(at: start, windowBytes: store.limits.logBytes)
    log.owner = self
    log.publish(loaded.entries)
    isLoaded = true
    if let waiting = loaded.waiting { turn = Turn(waiting, in: self, startCursor: start) }
  }

  /// Writes the session so that `history` is what it holds; changes nothing in memory but the file's
  /// measures.
  ///
  /// info:      as it shall be
  /// cursor:    the last number that is durable with it
  /// beginning: a turn's first event; then the turn's journal is returned
  /// errors:    `.storage`
  @discardableResult
  func write(
    _ history: [Message], _ extent: SessionWrite.Extent, info: SessionInfo, cursor: Cursor,
    beginning first: LogEntry? = nil, endsTurn: Bool = false
  ) async throws -> JournalFile? {
    let limit = store.limits.previewCharacters
    let journalPath = store.journalPath(id)
    let write = SessionWrite(
      path: store.path(id), front: front(info, cursor), history: history,
      extent: needsRewrite ? .whole : extent,
      size: size, stamp: .init(at: info.updated, boot: store.boot, cursor: cursor, previewCharacters: limit),
      beginning: first.map { .init(path: journalPath, first: $0) }, ended: endsTurn ? journalPath : nil,
      keepsOld: isForeign)
    do {
      let result = try await store.disk.run { [files = store.files] in try write.perform(files) }
      size = result.size
      (needsRewrite, isForeign, isNew) = (false, false, false)
      return result.journal
    } catch {
      // Whatever half of it is there, the next write puts it right.
      needsRewrite = true
      throw ChatError.storage("The session could not be written to the disk: \(error)")
    }
  }

  /// What the write has made true.
  func commit(_ history: [Message], info: SessionInfo) {
    self.history = history
    facts = info
    if let last = history.last {
      facts.preview = SessionFile.preview(of: last, characters: store.limits.previewCharacters)
    } else {
      facts.preview = ""
    }
    lastUse = .now
  }

  /// Encodes the file as it would be written now: heavy work for another thread.
  var encoding: @Sendable () -> [UInt8] {
    let cursor = log.tail
    let limit = store.limits.previewCharacters
    let stamp = SessionFile.Stamp(
      at: facts.updated, boot: store.boot, cursor: cursor, previewCharacters: limit)
    return { [front = front(facts, cursor), history] in SessionFile.encode(front, history, stamp) }
  }

  func setTurn(_ turn: Turn?) { self.turn = turn }

  func close() {
    isDeleted = true
    log.close()
  }

  private func front(_ info: SessionInfo, _ cursor: Cursor) -> FrontMatter {
    FrontMatter(
      id: id, name: info.name, created: info.created, updated: info.updated, pinned: info.pinned,
      agent: info.agent, user: user.name, clientID: clientID, allowedTools: info.allowedTools ?? [],
      cursor: cursor)
  }

  private func storing<T>(_ body: () async throws -> T) async throws -> T {
    do { return try await body() } catch {
      throw ChatError.storage("The session could not be read: \(error)")
    }
  }
}
