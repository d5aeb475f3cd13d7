internal import EventLoop

/// Serves woken streams some at a time, so that ten thousand readers do not hold up one request.
@Loop final class StreamPump {
  private let perTurn: Int
  private var waiting: [EventStream] = []
  private var next = 0

  init(perTurn: Int) { self.perTurn = perTurn }

  func add(_ stream: EventStream) {
    waiting.append(stream)
    if waiting.count == 1 { EventLoop.shared.afterTurn { self.serve() } }
  }

  private func serve() {
    let end = min(next + perTurn, waiting.count)
    while next < end {
      waiting[next].run()
      next += 1
    }
    if next < waiting.count { return EventLoop.shared.afterTurn { self.serve() } }
    next = 0
    waiting.removeAll(keepingCapacity: true)
  }
}
