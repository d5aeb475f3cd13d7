internal import EventLoop

/// A place in the queue for a connection.
@Loop final class Ticket {
  private var continuation: CheckedContinuation<Void, any Error>?
  private var timer: Timer?
  private(set) var isCalled = false

  /// errors: the deadline's; `CancellationError`
  func wait(by deadline: Deadline) async throws {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { begin($0, deadline) }
    } onCancel: {
      Loop.start { self.end(.failure(CancellationError())) }
    }
  }

  func call() {
    isCalled = true
    end(.success(()))
  }

  private func begin(_ continuation: CheckedContinuation<Void, any Error>, _ deadline: Deadline) {
    self.continuation = continuation
    if Task.isCancelled { return end(.failure(CancellationError())) }
    if isCalled { return end(.success(())) }
    timer = EventLoop.shared.schedule(after: deadline.timeLeft) { self.end(.failure(deadline.error)) }
  }

  private func end(_ result: Result<Void, any Error>) {
    timer?.cancel()
    continuation?.resume(with: result)
    continuation = nil
  }
}
