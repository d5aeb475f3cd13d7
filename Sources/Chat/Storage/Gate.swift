internal import EventLoop

/// Lets one at a time through, in the order of asking: what keeps the writes of one session apart.
@Loop final class Gate {
  private var isHeld = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  var isFree: Bool { !isHeld }

  func hold<T>(_ body: @Loop () async throws -> T) async rethrows -> T {
    await enter()
    defer { leave() }
    return try await body()
  }

  private func enter() async {
    // workaround: swift#85668. Other jobs of the loop may run before the closure does: ask inside it.
    await withCheckedContinuation { continuation in
      if isHeld { return waiting.append(continuation) }
      isHeld = true
      continuation.resume()
    }
  }

  // The gate stays held when somebody waits: nobody can slip in between.
  private func leave() {
    if waiting.isEmpty {
      isHeld = false
    } else {
      waiting.removeFirst().resume()
    }
  }
}
