internal import Chat
internal import EventLoop
internal import HTTP
internal import HTTPServer

/// Feeds one event stream: from the logs of sessions, from the list of sessions, or from both.
///
/// Of several sessions it says `event: from` before events that come from another one than those before.
@Loop final class LogSource: StreamSource, EventSubscriber, OpenDoor {
  private struct Place {
    let name: String
    var reader: LogReader
  }

  private var stream: EventStream?
  private var places: [Place]
  private var list: LogReader?
  /// The session whose events were sent last, where there are several.
  private var last = -1
  private var isOver = false
  var whenEnded: @Loop () -> Void = {}

  convenience init(session: LogReader?, list: LogReader? = nil) {
    self.init(sessions: session.map { [("", $0)] } ?? [], list: list)
  }

  init(sessions: [(id: String, reader: LogReader)], list: LogReader?) {
    places = sessions.map { Place(name: $0.id, reader: $0.reader) }
    self.list = list
    for place in places { place.reader.log.subscribe(self) }
    list?.log.subscribe(self)
  }

  /// From now on it is woken when there is more.
  func feed(_ stream: EventStream) { self.stream = stream }

  func eventsArrived() { stream?.wake() }

  func end() {
    isOver = true
    stream?.wake()
  }

  func next() -> StreamStep {
    if isOver { return .end }
    var step = StreamStep.wait
    for index in places.indices {
      step = places[index].reader.next()
      if case .bytes(let bytes) = step { return .bytes(told(bytes, from: index)) }
    }
    // A session that is gone leaves the list to watch.
    return list?.next() ?? step
  }

  private func told(_ bytes: [UInt8], from index: Int) -> [UInt8] {
    guard places.count > 1, index != last else { return bytes }
    last = index
    var told: [UInt8] = []
    let data = Array("{\"session\":\"\(places[index].name)\"}".utf8)
    ServerSentEvent.encode(name: "from", data: data.span, into: &told)
    return told + bytes
  }

  func streamEnded() {
    stream = nil
    whenEnded()
    whenEnded = {}
    for place in places { place.reader.log.unsubscribe(self) }
    list?.log.unsubscribe(self)
  }
}
