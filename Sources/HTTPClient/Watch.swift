internal import EventLoop
internal import Kernel

/// A descriptor's place in the event loop, which is asked only when something changes.
@Loop struct Watch {
  private let raw: Int32
  private var interest: Interest?

  init(_ raw: Int32) { self.raw = raw }

  mutating func start(_ wanted: Interest, _ watcher: any Watcher) throws(SystemError) {
    if interest == nil {
      try EventLoop.shared.add(raw, wanted, watcher)
    } else if interest != wanted {
      EventLoop.shared.modify(raw, wanted)
    }
    interest = wanted
  }

  mutating func stop() {
    if interest != nil { EventLoop.shared.remove(raw) }
    interest = nil
  }
}
