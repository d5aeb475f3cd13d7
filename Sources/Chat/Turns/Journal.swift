internal import EventLoop

/// Brings a turn's events to the disk and only then into view.
///
/// While a write is under way deltas pile up and merge, so a slow disk costs fewer and larger events, never
/// a lost one; the first delta after a pause is written at once.
@Loop final class Journal {
  private let log: EventLog
  private let disk: Disk
  private let file: JournalFile
  private let mergeWindow: Duration
  /// Told of the events that came into view, before those who watch the log are.
  weak var turn: Turn?

  private var pending: [Event] = []
  private var delta = PendingDelta()
  private var isWriting = false
  private var isBroken = false
  private var lastWrite: ContinuousClock.Instant?
  private var timer: Timer?
  private var drainers: [CheckedContinuation<Void, Never>] = []

  init(_ file: JournalFile, log: EventLog, disk: Disk, mergeWindow: Duration) {
    self.file = file
    self.log = log
    self.disk = disk
    self.mergeWindow = mergeWindow
  }

  func append(_ event: Event) {
    if delta.merge(event) { return flushWhenDue() }
    if let merged = delta.take() { pending.append(merged) }
    if delta.merge(event) { return flushWhenDue() }
    pending.append(event)
    flush()
  }

  /// In one write: a crash keeps all of them or none.
  func append(together events: [Event]) {
    for event in events where !delta.merge(event) {
      if let merged = delta.take() { pending.append(merged) }
      if !delta.merge(event) { pending.append(event) }
    }
    flush()
  }

  /// Returns when all that was appended can be seen.
  func drain() async {
    // workaround: swift#85668. Other jobs of the loop may run before the closure does: ask inside it.
    await withCheckedContinuation { continuation in
      flush()
      if isWriting { drainers.append(continuation) } else { continuation.resume() }
    }
  }

  private func flushWhenDue() {
    guard !isWriting, timer == nil else { return }
    let wait = lastWrite.map { mergeWindow - $0.duration(to: .now) } ?? .zero
    if wait <= .zero { return flush() }
    timer = EventLoop.shared.schedule(after: wait) { [weak self] in self?.flush() }
  }

  private func flush() {
    timer?.cancel()
    timer = nil
    guard !isWriting else { return }
    let events = takePending()
    guard !events.isEmpty else { return finishDraining() }
    if isBroken {
      show(events, events.map { log.number($0) })
      return finishDraining()
    }
    isWriting = true
    lastWrite = .now
    Loop.start { await self.write(events) }
  }

  private func takePending() -> [Event] {
    if let merged = delta.take() { pending.append(merged) }
    defer { pending.removeAll(keepingCapacity: true) }
    return pending
  }

  private func write(_ events: [Event]) async {
    var entries: [LogEntry]
    do {
      // A tool's output may be a mebibyte: what is long is not encoded on the loop.
      let numbered = events.map { ($0, log.takeNumber()) }
      entries = try await disk.run { [file] in try Self.append(numbered, to: file) }
    } catch {
      // What the journal has not got must never be taken for part of its number line.
      isBroken = true
      log.breakEpoch()
      entries = events.map { log.number($0) }
      turn?.journalFailed(error)
    }
    isWriting = false
    show(events, entries)
    flushRest()
  }

  private nonisolated static func append(_ events: [(Event, Cursor)], to file: JournalFile) throws -> [LogEntry] {
    let entries = events.map { LogEntry($0, at: $1) }
    let bytes = entries.count == 1 ? entries[0].bytes : entries.flatMap(\.bytes)
    try file.append(bytes, syncs: events.contains { $0.0.isPromise })
    return entries
  }

  private func show(_ events: [Event], _ entries: [LogEntry]) {
    turn?.seen(events)
    log.publish(entries)
  }

  private func flushRest() {
    if !pending.isEmpty || !drainers.isEmpty { return flush() }
    if !delta.isEmpty { flushWhenDue() }
  }

  private func finishDraining() {
    let waiting = drainers
    drainers = []
    for continuation in waiting { continuation.resume() }
  }
}
