internal import Kernel

/// Waits for a program's end (pidfd_open(2)) and tells whoever asked.
@Loop final class ProcessEnding: Watcher {
  private let number: Int32
  private var descriptor: FileDescriptor?
  private var exit: ProcessExit?
  private var waiters: [CheckedContinuation<Void, Never>] = []

  init(_ number: Int32, _ descriptor: consuming FileDescriptor) throws(SystemError) {
    self.number = number
    let raw = descriptor.raw
    self.descriptor = consume descriptor
    Orphans.add(number)
    try EventLoop.shared.add(raw, .read, self)
  }

  var isOver: Bool { exit != nil }

  func ready(_ readiness: Readiness) {
    guard let raw = descriptor?.raw else { return }
    EventLoop.shared.remove(raw)
    descriptor = nil
    let exit = SpawnedProcess.exit(of: number)
    Orphans.remove(number)
    // A supervisor that was killed has not ended what is below it.
    guard case .signal = exit else { return finish(exit) }
    Loop.start {
      await Orphans.endAll()
      self.finish(exit)
    }
  }

  private func finish(_ exit: ProcessExit) {
    self.exit = exit
    wakeAll()
  }

  func wait() async -> ProcessExit {
    while true {
      if let exit { return exit }
      await change()
    }
  }

  /// nil if it has not ended when `limit` has passed.
  func wait(atMost limit: Duration) async -> ProcessExit? {
    let timer = EventLoop.shared.schedule(after: limit) { self.wakeAll() }
    defer { timer.cancel() }
    let deadline = ContinuousClock.now + limit
    while exit == nil, ContinuousClock.now < deadline { await change() }
    return exit
  }

  // Asked inside: the closure may run a turn later (swift#85668).
  private func change() async {
    await withCheckedContinuation { if isOver { $0.resume() } else { waiters.append($0) } }
  }

  private func wakeAll() {
    let woken = waiters
    waiters = []
    for waiter in woken { waiter.resume() }
  }
}
