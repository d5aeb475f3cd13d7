internal import Chat
internal import EventLoop
internal import HTTP
internal import HTTPServer

/// Feeds one bot with what it is told: first what it has missed or not answered, then as it comes.
@Loop final class BotStream: StreamSource, EventSubscriber, OpenDoor {
  private let bot: String
  private let feed: BotFeed
  private var cursor: Cursor?
  private var stream: EventStream?
  private var isOver = false
  var whenEnded: @Loop () -> Void = {}

  /// cursor: where the bot stands; nil for one that has no memory
  init(_ feed: BotFeed, of bot: String, after cursor: Cursor?) {
    self.feed = feed
    self.cursor = cursor
    self.bot = bot
    feed.log.subscribe(self)
  }

  func start(_ stream: EventStream) { self.stream = stream }

  func eventsArrived() { stream?.wake() }

  func end() {
    isOver = true
    stream?.wake()
  }

  func next() -> StreamStep {
    if isOver { return .end }
    guard let cursor else { return .bytes(beginning("")) }
    guard case .entries(let entries) = feed.log.entries(after: cursor) else { return .bytes(beginning("reset")) }
    guard let last = entries.last else { return .wait }
    self.cursor = Cursor(epoch: feed.log.epoch, sequence: last.sequence)
    return .bytes(entries.flatMap(\.bytes))
  }

  /// All that is unanswered, and from where on it goes live. Only that has a number which says so: who is cut off
  /// before comes back as somebody without a memory.
  private func beginning(_ first: String) -> [UInt8] {
    let tail = feed.log.tail
    cursor = tail
    var bytes: [UInt8] = []
    if !first.isEmpty { ServerSentEvent.encode(name: first, data: Array("{}".utf8).span, into: &bytes) }
    for entry in feed.unanswered { bytes += entry.unnumbered }
    let data = Array("{\"bot\":\"\(bot)\",\"cursor\":\"\(tail)\"}".utf8)
    ServerSentEvent.encode(id: tail.description, name: "ready", data: data.span, into: &bytes)
    return bytes
  }

  func streamEnded() {
    stream = nil
    whenEnded()
    whenEnded = {}
    feed.log.unsubscribe(self)
  }
}
