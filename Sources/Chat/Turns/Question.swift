internal import EventLoop

/// Something that a person is asked: the answer comes once, by them or by the end of who asked.
@Loop final class Question {
  private var continuation: CheckedContinuation<String, any Error>?
  private var result: Result<String, any Error>?
  /// Whether somebody has answered, be it that nobody can see it yet.
  var isTaken = false

  /// errors: `CancellationError`
  func answer() async throws -> String {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { begin($0) }
    } onCancel: {
      Loop.start { self.end(.failure(CancellationError())) }
    }
  }

  func end(_ result: Result<String, any Error>) {
    guard self.result == nil else { return }
    self.result = result
    continuation?.resume(with: result)
    continuation = nil
  }

  private func begin(_ continuation: CheckedContinuation<String, any Error>) {
    if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
    if let result { continuation.resume(with: result) } else { self.continuation = continuation }
  }
}
