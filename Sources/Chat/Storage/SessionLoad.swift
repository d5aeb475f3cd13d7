internal import Kernel

/// Reads a session off the disk and mends what a crash left: a torn tail is cut, and a left-over journal
/// becomes an answer marked `interrupted`. Doing it twice, or being cut off in the midst of it, changes
/// nothing.
struct SessionLoad: Sendable {
  let id: String
  let path: String
  let journalPath: String
  let boot: String
  let previewCharacters: Int
  let files: Files

  /// returns: nil if there is no such session
  func perform() throws -> LoadedSession? {
    guard let bytes = try files.read(path) else { return nil }
    let stored = SessionParser.parse(bytes, id: id)
    var session = LoadedSession(
      front: stored.front, history: stored.history, size: bytes.count, needsRewrite: stored.needsRewrite,
      updated: stored.ending == .edited ? nil : stored.trailer?.at, cursor: stored.cursor)
    if case .torn(let size) = stored.ending { try cut(&session, bytes[size...]) }
    var journal = try? files.read(journalPath).flatMap { JournalText($0) }
    if stored.ending != .edited, let found = journal {
      journal = try renewed(found)
      try amend(&session, by: found)
    }
    if stored.ending != .edited, let journal, try keepWaiting(journal, &session) { return session }
    let mayHaveLostEvents = stored.trailer.map { $0.role == .user && $0.boot != boot } ?? false
    if stored.ending == .edited || mayHaveLostEvents { session.breakEpoch() }
    try recoverJournal(journal, &session)
    return session
  }

  /// A turn that waits for a person's word goes on waiting, on the same number line: a question and its answer
  /// are on the disk before anybody sees them, so nothing can have been seen behind it.
  private func keepWaiting(_ journal: JournalText, _ session: inout LoadedSession) throws -> Bool {
    let turn = try WaitingTurn(journal, history: session.history, cursor: session.cursor) {
      try JournalFile(reopening: journalPath, size: journal.size, files: files)
    }
    guard let turn, let last = journal.entries.last else { return false }
    session.waiting = turn
    session.entries = journal.entries
    session.cursor = Cursor(epoch: journal.epoch, sequence: last.sequence)
    session.notes.append(.waiting(session: id, message: turn.start.messageID))
    return true
  }

  /// A bot's answer goes on under another boot, but not on the same number line: its last words may be lost.
  private func renewed(_ journal: JournalText) throws -> JournalText {
    guard journal.isOutside, journal.boot != boot, !journal.isDamaged else { return journal }
    let bytes = journal.bytes(boot: boot, epoch: Epoch.random())
    try files.replace(journalPath, with: bytes)
    return JournalText(bytes) ?? journal
  }

  /// Messages that came or changed in the midst of the turn stand in its journal before they are in the file.
  private func amend(_ session: inout LoadedSession, by journal: JournalText) throws {
    guard case .turnStart(let start)? = journal.events.first,
      !session.history.contains(where: { $0.id == start.messageID })
    else { return }
    let old = session.history
    for event in journal.events { session.history.take(event) }
    if session.history != old { try store(&session, isWhole: true) }
  }

  private func cut(_ session: inout LoadedSession, _ tail: ArraySlice<UInt8>) throws {
    let size = tail.startIndex
    if !SessionFile.isTornSection(tail) { try files.keepCut(Array(tail), of: path) }
    try files.cut(path, to: size)
    session.notes.append(.cut(session: id, bytes: session.size - size))
    session.size = size
  }

  private func recoverJournal(_ journal: JournalText?, _ session: inout LoadedSession) throws {
    guard FileSystem.exists(journalPath) else { return }
    if let journal, let answer = Self.answer(journal) { try recover(answer, journal, &session) }
    if let journal, !journal.isDamaged { return try files.remove(journalPath) }
    session.notes.append(try files.keepDamaged(journalPath))
  }

  private func recover(_ answer: Message, _ journal: JournalText, _ session: inout LoadedSession) throws {
    let last = journal.entries.last?.sequence ?? 0
    let end = Cursor(epoch: journal.epoch, sequence: last + 1)
    if let stored = session.history.first(where: { $0.id == answer.id }) {
      if session.cursor == end { session.entries = journal.entries + [Self.ending(stored, at: end)] }
      return
    }
    // Only what this very boot wrote is known to be all that anybody has seen.
    if journal.boot == boot, session.cursor == journal.start {
      session.entries = journal.entries + [Self.ending(answer, at: end)]
      session.cursor = end
    } else {
      session.breakEpoch()
    }
    session.history.append(answer)
    try store(&session)
    session.notes.append(.interrupted(session: id, message: answer.id))
  }

  private func store(_ session: inout LoadedSession, isWhole: Bool = false) throws {
    let at = session.history.last?.at ?? session.front.updated
    let write = SessionWrite(
      path: path, front: session.front, history: session.history,
      extent: session.needsRewrite || isWhole ? .whole : .last,
      size: session.size,
      stamp: .init(at: at, boot: boot, cursor: session.cursor, previewCharacters: previewCharacters),
      keepsOld: session.needsRewrite)
    session.size = try write.perform(files).size
    session.needsRewrite = false
    session.updated = at
  }

  private static func answer(_ journal: JournalText) -> Message? {
    var builder = AnswerBuilder()
    for event in journal.events { builder.apply(event) }
    guard builder.start != nil else { return nil }
    for event in builder.loose(TurnOutcome.interrupted.words) { builder.apply(event) }
    var message = builder.message
    message.interrupted = true
    return message
  }

  private static func ending(_ message: Message, at cursor: Cursor) -> LogEntry {
    LogEntry(message.error.map { .error($0) } ?? .done(TurnDone(message)), at: cursor)
  }
}

extension LoadedSession {
  /// Numbers given before can no longer be trusted to be all that were.
  fileprivate mutating func breakEpoch() {
    cursor = Cursor(epoch: Epoch.random(), sequence: cursor.sequence)
    entries = []
  }
}
