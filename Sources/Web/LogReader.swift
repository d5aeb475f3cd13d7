internal import Chat
internal import EventLoop
internal import HTTP
internal import HTTPServer

/// A place in a log, and the way from there to its end.
@Loop struct LogReader {
  let log: EventLog
  private var cursor: Cursor
  private let options: ChannelOptions
  private let isOneTurn: Bool
  private let isOver: @Loop () -> Bool
  private var hasEnded = false
  private var passed: Int

  /// options:   what of it may be shown
  /// isOneTurn: ends after the `done` or `error` of the turn that begins at the cursor
  /// isOver:    whether that turn has ended, for a reader that fell behind its end
  init(
    _ log: EventLog, after cursor: Cursor? = nil, showing options: ChannelOptions = ChannelOptions(),
    isOneTurn: Bool = false, isOver: @escaping @Loop () -> Bool = { false }
  ) {
    self.log = log
    self.cursor = cursor ?? log.tail
    self.options = options
    self.isOneTurn = isOneTurn
    self.isOver = isOver
    passed = log.passed
  }

  mutating func next() -> StreamStep {
    if hasEnded { return .end }
    switch log.entries(after: cursor) {
    case .entries(let entries) where entries.isEmpty:
      return log.passing(since: &passed).map { .bytes($0.bytes) } ?? (log.isClosed ? .end : .wait)
    case .entries(let entries): return .bytes(take(entries))
    case .reset: return .bytes(reset())
    }
  }

  /// One event is shared as it is; several are joined, so that who comes back is served in few writes.
  private mutating func take(_ entries: ArraySlice<LogEntry>) -> [UInt8] {
    if entries.count == 1, let only = entries.first {
      pass(only)
      return shown(only)
    }
    var bytes: [UInt8] = []
    for entry in entries {
      guard bytes.isEmpty || bytes.count + entry.bytes.count <= WebLimits.replayBytes else { break }
      bytes += shown(entry)
      pass(entry)
      if hasEnded { break }
    }
    return bytes
  }

  /// What may not be shown leaves its number: who counts must not take it for lost.
  private func shown(_ entry: LogEntry) -> [UInt8] {
    if options.showsAll { return entry.bytes }
    let event = options.shown(entry.event)
    if event == entry.event { return entry.bytes }
    var bytes: [UInt8] = []
    let cursor = Cursor(epoch: log.epoch, sequence: entry.sequence)
    let data = event?.json ?? Array("{}".utf8)
    ServerSentEvent.encode(id: cursor.description, name: event?.name ?? "hidden", data: data.span, into: &bytes)
    return bytes
  }

  private mutating func pass(_ entry: LogEntry) {
    cursor = Cursor(epoch: log.epoch, sequence: entry.sequence)
    hasEnded = isOneTurn && entry.endsTurn
  }

  /// What was missed is not in memory any more: the reader must read the session, and goes on from here.
  private mutating func reset() -> [UInt8] {
    cursor = log.tail
    hasEnded = isOneTurn && isOver()
    var bytes: [UInt8] = []
    let data = Array("{\"cursor\":\"\(cursor)\"}".utf8)
    ServerSentEvent.encode(id: cursor.description, name: "reset", data: data.span, into: &bytes)
    return bytes
  }
}
