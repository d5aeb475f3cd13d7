/// One event, numbered and encoded once: the very bytes of `text/event-stream`, shared by all who watch.
public struct LogEntry: Sendable {
  public let sequence: Int
  /// For doors that tell it in their own words.
  public let event: Event
  /// `id: E-S\nevent: n\ndata: json\n\n`
  public let bytes: [UInt8]

  /// showsNumber: false leaves `id:` out
  init(_ event: Event, at cursor: Cursor, showsNumber: Bool = true) {
    var bytes: [UInt8] = []
    if showsNumber { bytes += "id: \(cursor)\n".utf8 }
    bytes += "event: \(event.name)\ndata: ".utf8
    event.appendJSON(to: &bytes)
    bytes += [UInt8(ascii: "\n"), UInt8(ascii: "\n")]
    sequence = cursor.sequence
    self.event = event
    self.bytes = bytes
  }

  /// The same without `id:`, for a reader whose place it must not become.
  public var unnumbered: [UInt8] { LogEntry(event, at: Cursor(epoch: "", sequence: 0), showsNumber: false).bytes }

  /// Whether it is a turn's last: `done` or `error`.
  public var endsTurn: Bool { event.endsTurn }
}
