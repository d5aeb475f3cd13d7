internal import Chat
internal import EventLoop

/// A request that waits for its answer, as long as there are signs of life.
@Loop final class PendingCall {
  private let limit: Duration?
  private var extensionsLeft: Int
  private let onNews: (@Loop (String) -> Void)?
  private var continuation: CheckedContinuation<JSONValue, any Error>?
  private var outcome: Result<JSONValue, any Error>?
  private var timer: Timer?

  /// limit:  nil waits for ever
  /// onNews: lines of progress and of the server's log
  init(limit: Duration?, extensions: Int = 0, onNews: (@Loop (String) -> Void)? = nil) {
    self.limit = limit
    extensionsLeft = extensions
    self.onNews = onNews
    startTimer()
  }

  var takesNews: Bool { onNews != nil }

  /// errors: what `end` was given; `ServerFailure.late`; `CancellationError`
  func wait() async throws -> JSONValue {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { begin($0) }
    } onCancel: {
      Loop.start { self.end(.failure(CancellationError())) }
    }
  }

  /// The first end counts.
  func end(_ result: Result<JSONValue, any Error>) {
    guard outcome == nil else { return }
    outcome = result
    timer?.cancel()
    continuation?.resume(with: result)
    continuation = nil
  }

  /// The server tells how far it is: its time begins anew.
  func progressed(_ words: String) {
    guard outcome == nil else { return }
    if extensionsLeft > 0 {
      extensionsLeft -= 1
      startTimer()
    }
    onNews?(words)
  }

  func logged(_ words: String) {
    if outcome == nil { onNews?(words) }
  }

  // The closure of a continuation may run a turn later (swift#85668): all is looked at here, inside.
  private func begin(_ continuation: CheckedContinuation<JSONValue, any Error>) {
    self.continuation = continuation
    if let outcome {
      continuation.resume(with: outcome)
      self.continuation = nil
    } else if Task.isCancelled {
      end(.failure(CancellationError()))
    }
  }

  private func startTimer() {
    timer?.cancel()
    guard let limit else { return }
    timer = EventLoop.shared.schedule(after: limit) { [weak self] in self?.end(.failure(ServerFailure.late(limit))) }
  }
}
