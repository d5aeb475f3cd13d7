internal import EventLoop

/// Something that happens once, and that any number may wait for.
@Loop final class Moment {
  private var hasCome = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// Returns once the moment has come, at once if it has already.
  func come() async {
    // workaround: swift#85668. Other jobs of the loop may run before the closure does: ask inside it.
    await withCheckedContinuation { continuation in
      if hasCome { continuation.resume() } else { waiting.append(continuation) }
    }
  }

  func isHere() {
    hasCome = true
    let all = waiting
    waiting = []
    for continuation in all { continuation.resume() }
  }
}
