internal import EventLoop

/// Serves woken streams some at a time, so that ten thousand readers do not hold up one request.
@Loop final class StreamPump {
  private let perTurn: Int
  private var waiting: [any OpenStream] = []
  private var next = 0

  init(perTurn: Int) { self.perTurn = perTurn }

  func add(_ stream: any OpenStream) {
    waiting.append(stream)
    if waiting.count == 1 { EventLoop.shared.afterTurn { self.serve() } }
  }

  private func serve() {
    let end = min(next + perTurn, waiting.count)
    while next < end {
      waiting[next].run()
      next += 1
    }
    forgetServed()
    if !waiting.isEmpty { EventLoop.shared.afterTurn { self.serve() } }
  }

  // Streams that wake again and again keep the queue from ever being empty: it must not grow for that.
  private func forgetServed() {
    guard next > waiting.count / 2 || next == waiting.count else { return }
    waiting.removeFirst(next)
    next = 0
  }
}
