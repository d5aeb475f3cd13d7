import EventLoop

@testable import Chat

/// Watches a log as a browser does: with a cursor of its own.
@Loop final class Reader: EventSubscriber {
  private(set) var cursor: Cursor
  private(set) var entries: [LogEntry] = []
  private(set) var resets = 0
  private let log: EventLog

  init(_ log: EventLog, after cursor: Cursor? = nil) {
    self.log = log
    self.cursor = cursor ?? log.tail
    log.subscribe(self)
    eventsArrived()
  }

  func eventsArrived() {
    switch log.entries(after: cursor) {
    case .entries(let new):
      entries += new
      if let last = new.last { cursor = Cursor(epoch: log.epoch, sequence: last.sequence) }
    case .reset:
      resets += 1
      cursor = log.tail
    }
  }

  func leave() { log.unsubscribe(self) }

  var texts: [String] { entries.map { String(decoding: $0.bytes, as: UTF8.self) } }

  /// The names of the events, in order.
  var names: [String] {
    texts.map { text in
      let line = text.split(separator: "\n").first { $0.hasPrefix("event: ") }
      return String(line?.dropFirst(7) ?? "")
    }
  }
}
