internal import HTTP

/// What a journal holds: a line about its boot, then the turn's events in the bytes that clients got.
struct JournalText: Sendable {
  let boot: String
  let epoch: String
  /// At least one.
  let entries: [LogEntry]
  let events: [Event]
  /// Whether whole events stand behind the last one that could be read: no torn write looks like that.
  let isDamaged: Bool
  /// Bytes up to the end of the last event that is whole.
  let size: Int

  /// The last number before the turn.
  var start: Cursor { Cursor(epoch: epoch, sequence: (entries.last?.sequence ?? 0) - entries.count) }

  /// Whether a program outside answers.
  var isOutside: Bool {
    if case .turnStart(let start)? = events.first { start.isOutside == true } else { false }
  }

  /// The same events, as they would have been written under another epoch.
  func bytes(boot: String, epoch: String) -> [UInt8] {
    var bytes = Array(Self.header(boot: boot).utf8)
    for (index, event) in events.enumerated() {
      bytes += LogEntry(event, at: Cursor(epoch: epoch, sequence: start.sequence + 1 + index)).bytes
    }
    return bytes
  }

  private static let opening = ": martlet journal boot="

  static func header(boot: String) -> String { "\(opening)\(boot)\n\n" }

  /// Reads up to the first event that is not whole, or not the next one.
  ///
  /// returns: nil if not even one event is whole
  init?(_ bytes: [UInt8]) {
    guard bytes.starts(with: Self.opening.utf8) else { return nil }
    boot = String(decoding: bytes.dropFirst(Self.opening.utf8.count).prefix { $0 != 10 }, as: UTF8.self)
    var parser = ServerSentEvent.Parser(limitBytes: bytes.count)
    var place = 0
    var cursors: [Cursor] = []
    var events: [Event] = []
    var goodEnd = 0
    while let next = try? parser.next(bytes.span, &place), let (cursor, event) = Self.read(next),
      cursors.last.map({ Cursor(epoch: $0.epoch, sequence: $0.sequence + 1) == cursor }) ?? true
    {
      cursors.append(cursor)
      events.append(event)
      goodEnd = place
    }
    guard let epoch = cursors.first?.epoch else { return nil }
    self.epoch = epoch
    self.events = events
    size = goodEnd
    let rest = bytes[goodEnd...]
    isDamaged = zip(rest, rest.dropFirst()).contains { $0 == 10 && $1 == 10 }
    entries = zip(events, cursors).map { LogEntry($0, at: $1) }
  }

  private static func read(_ event: ServerSentEvent) -> (Cursor, Event)? {
    guard let cursor = Cursor(event.id), let event = try? Event(name: event.name, json: event.data) else {
      return nil
    }
    return (cursor, event)
  }
}
