internal import EventLoop

/// What a turn waits for whose answer a program outside gives: its last word. Each sign of life gives it more time.
@Loop final class OutsideWord {
  /// One call of the bot at a time: each comes on to what those before it have brought into view.
  let gate = Gate()
  private let question = Question()
  private var timer: Timer?
  private var patience: Duration?
  private var lateness: TurnFailure?

  /// errors: `lateness` after so much silence; `CancellationError`
  func come(within patience: Duration, else lateness: TurnFailure) async throws {
    self.patience = patience
    self.lateness = lateness
    isAlive()
    defer { timer?.cancel() }
    _ = try await question.answer()
  }

  func isAlive() {
    guard let patience, let lateness else { return }
    timer?.cancel()
    timer = EventLoop.shared.schedule(after: patience) { [weak self] in self?.question.end(.failure(lateness)) }
  }

  func hasCome() { question.end(.success("")) }
}
