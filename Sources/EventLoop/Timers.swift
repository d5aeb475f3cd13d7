/// A call that the loop owes to somebody; `cancel` takes it back.
@Loop public final class Timer {
  let due: ContinuousClock.Instant
  private var body: (@Loop () -> Void)?

  init(due: ContinuousClock.Instant, _ body: @escaping @Loop () -> Void) {
    self.due = due
    self.body = body
  }

  /// Lets go of the body at once; the timer itself leaves the heap when its time comes.
  public func cancel() { body = nil }

  var isCancelled: Bool { body == nil }

  func fire() {
    let body = self.body
    self.body = nil
    body?()
  }
}

/// A binary heap of timers, soonest first.
@Loop struct Timers {
  private var heap: [Timer] = []

  mutating func insert(_ timer: Timer) {
    heap.append(timer)
    var child = heap.count - 1
    while child > 0, heap[child].due < heap[(child - 1) / 2].due {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// How long nobody is due, in whole milliseconds rounded up; -1 for ever.
  mutating func millisecondsToNext(from now: ContinuousClock.Instant) -> Int32 {
    while let first = heap.first, first.isCancelled { _ = pop() }
    guard let first = heap.first else { return -1 }
    let (seconds, attoseconds) = now.duration(to: first.due).components
    if seconds < 0 || attoseconds < 0 { return 0 }
    let milliseconds = seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    return Int32(clamping: milliseconds)
  }

  /// The next timer that is due by now, removed.
  mutating func popDue(by now: ContinuousClock.Instant) -> Timer? {
    guard let first = heap.first, first.due <= now else { return nil }
    return pop()
  }

  private mutating func pop() -> Timer {
    heap.swapAt(0, heap.count - 1)
    let timer = heap.removeLast()
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child].due < heap[least].due {
        least = child
      }
      if least == parent { return timer }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
