/// What a journal holds: a line about its boot, then the turn's events in the bytes that clients got.
struct JournalText: Sendable {
  let boot: String
  let epoch: String
  let entries: [LogEntry]
  let events: [Event]

  private static let prefix = ": martlet journal boot="

  static func header(boot: String) -> String { "\(prefix)\(boot)\n\n" }

  /// Reads up to the first event that is not whole, or not the next one.
  ///
  /// returns: nil if not even one event is whole
  init?(_ bytes: [UInt8]) {
    var blocks = Self.blocks(of: bytes)[...]
    guard let head = blocks.popFirst(), head.starts(with: Self.prefix.utf8) else { return nil }
    boot = String(decoding: head.dropFirst(Self.prefix.utf8.count).dropLast(2), as: UTF8.self)
    var entries: [LogEntry] = []
    var events: [Event] = []
    var epoch: String?
    for block in blocks {
      guard let (cursor, event) = Self.event(in: block), epoch ?? cursor.epoch == cursor.epoch,
        entries.last.map({ $0.sequence + 1 == cursor.sequence }) ?? true
      else { break }
      epoch = cursor.epoch
      entries.append(LogEntry(sequence: cursor.sequence, bytes: Array(block), endsTurn: event.endsTurn))
      events.append(event)
    }
    guard let epoch else { return nil }
    self.epoch = epoch
    self.entries = entries
    self.events = events
  }

  /// Pieces that end with a blank line; what follows the last one was torn.
  private static func blocks(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var blocks: [ArraySlice<UInt8>] = []
    var start = 0
    var index = 1
    while index < bytes.count {
      if bytes[index] == 10, bytes[index - 1] == 10 {
        blocks.append(bytes[start...index])
        start = index + 1
        index += 1
      }
      index += 1
    }
    return blocks
  }

  private static func event(in block: ArraySlice<UInt8>) -> (Cursor, Event)? {
    let lines = block.split(separator: 10, maxSplits: 2)
    guard lines.count == 3, let id = value("id: ", lines[0]), let name = value("event: ", lines[1]),
      lines[2].starts(with: "data: ".utf8), let cursor = Cursor(id)
    else { return nil }
    let json = lines[2].dropFirst(6).dropLast(2)
    guard let event = try? Event(name: name, json: json) else { return nil }
    return (cursor, event)
  }

  private static func value(_ key: String, _ line: ArraySlice<UInt8>) -> String? {
    line.starts(with: key.utf8) ? String(decoding: line.dropFirst(key.utf8.count), as: UTF8.self) : nil
  }
}
