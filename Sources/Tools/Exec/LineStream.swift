internal import EventLoop

/// Passes text on line by line, and what is no whole line yet after a moment: a prompt, a progress bar.
@Loop final class LineStream {
  private static let moment = Duration.milliseconds(100)

  private let sink: @Loop (String) -> Void
  private var waiting = ""
  private var timer: Timer?

  init(_ sink: @escaping @Loop (String) -> Void) { self.sink = sink }

  func add(_ text: String) {
    guard !text.isEmpty else { return }
    waiting += text
    if let end = waiting.utf8.lastIndex(of: UInt8(ascii: "\n")) {
      let rest = waiting.utf8.index(after: end)
      sink(String(waiting[..<rest]))
      waiting = String(waiting[rest...])
    }
    if !waiting.isEmpty, timer == nil {
      timer = EventLoop.shared.schedule(after: Self.moment) { self.finish() }
    }
  }

  /// Passes on what waits.
  func finish() {
    timer?.cancel()
    timer = nil
    guard !waiting.isEmpty else { return }
    sink(waiting)
    waiting = ""
  }
}
