internal import Chat
internal import EventLoop
internal import HTTPServer

/// Feeds one event stream: from a session's log, from the list of sessions, or from both.
@Loop final class LogSource: StreamSource, EventSubscriber {
  private var stream: EventStream?
  private var session: LogReader?
  private var list: LogReader?
  private var isOver = false
  /// Called once, when the reader has gone or was sent away.
  var whenEnded: @Loop () -> Void = {}

  init(session: LogReader?, list: LogReader? = nil) {
    self.session = session
    self.list = list
    session?.log.subscribe(self)
    list?.log.subscribe(self)
  }

  /// From now on it is woken when there is more.
  func feed(_ stream: EventStream) { self.stream = stream }

  func eventsArrived() { stream?.wake() }

  /// Sends the reader away.
  func end() {
    isOver = true
    stream?.wake()
  }

  func next() -> StreamStep {
    if isOver { return .end }
    let step = session?.next() ?? .wait
    if case .bytes = step { return step }
    // A session that is gone leaves the list to watch.
    return list?.next() ?? step
  }

  func streamEnded() {
    stream = nil
    whenEnded()
    whenEnded = {}
    session?.log.unsubscribe(self)
    list?.log.unsubscribe(self)
  }
}
