import EventLoop

/// Something that happens once, and whoever waits for it.
@Loop final class Signal {
  private var hasFired = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  func fire() {
    hasFired = true
    for continuation in waiting { continuation.resume() }
    waiting = []
  }

  func wait() async {
    if !hasFired { await withCheckedContinuation { waiting.append($0) } }
  }
}
