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
    guard isHeld else {
      isHeld = true
      return
    }
    await withCheckedContinuation { waiting.append($0) }
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
