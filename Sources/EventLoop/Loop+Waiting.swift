/// The work took longer than it was given.
public struct DeadlineExceeded: Error, Sendable {
  public let limit: Duration
}

/// Waiting without leaving the loop's thread (`Task.sleep` ignores the executor preference, swift#74395).
extension Loop {
  /// Throws `CancellationError` as soon as the task is cancelled.
  @Loop public static func sleep(for delay: Duration) async throws {
    let sleeper = Sleeper()
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { sleeper.begin($0, for: delay) }
    } onCancel: {
      Loop.start { sleeper.end(.failure(CancellationError())) }
    }
  }

  /// Runs `body` and cancels it when `limit` has passed: then, once it has ended, throws `DeadlineExceeded`.
  @Loop public static func withDeadline<T: Sendable>(
    _ limit: Duration, _ body: @escaping @Loop @Sendable () async throws -> T
  ) async throws -> T {
    let work = startThrowing(body)
    var isLate = false
    let timer = EventLoop.shared.schedule(after: limit) {
      isLate = true
      work.cancel()
    }
    defer { timer.cancel() }
    do {
      return try await withTaskCancellationHandler { try await work.value } onCancel: { work.cancel() }
    } catch {
      throw isLate ? DeadlineExceeded(limit: limit) : error
    }
  }

  private nonisolated static func startThrowing<T: Sendable>(
    _ body: @escaping @Loop @Sendable () async throws -> T
  ) -> Task<T, any Error> {
    Task(executorPreference: executor) { try await body() }
  }
}

/// One sleep: ends once, by its timer or by cancellation, whichever comes first.
@Loop private final class Sleeper {
  private var continuation: CheckedContinuation<Void, any Error>?
  private var timer: Timer?

  func begin(_ continuation: CheckedContinuation<Void, any Error>, for delay: Duration) {
    if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
    self.continuation = continuation
    timer = EventLoop.shared.schedule(after: delay) { self.end(.success(())) }
  }

  func end(_ result: Result<Void, any Error>) {
    timer?.cancel()
    continuation?.resume(with: result)
    continuation = nil
  }
}
