internal import EventLoop

/// A deadline that is set anew with every byte, at the cost of a timer only every so often: the one that runs
/// is left to run, and looks at the latest deadline when it fires.
@Loop final class Alarm {
  private var timer: Timer?
  private var timerDue: ContinuousClock.Instant?
  private var due: ContinuousClock.Instant?
  private var body: (@Loop () -> Void)?

  /// Calls `body` at the deadline, unless `rest`, `stop` or another `set` comes first.
  func set(_ deadline: Deadline, _ body: @escaping @Loop () -> Void) {
    due = deadline.instant
    self.body = body
    if let timerDue, timerDue <= deadline.instant { return }
    timer?.cancel()
    startTimer(deadline.instant)
  }

  /// Nobody waits at the moment.
  func rest() { (due, body) = (nil, nil) }

  func stop() {
    rest()
    timer?.cancel()
    (timer, timerDue) = (nil, nil)
  }

  private func startTimer(_ instant: ContinuousClock.Instant) {
    timerDue = instant
    let delay = max(.zero, ContinuousClock.now.duration(to: instant))
    timer = EventLoop.shared.schedule(after: delay) { [weak self] in self?.fire() }
  }

  private func fire() {
    (timer, timerDue) = (nil, nil)
    guard let due else { return }
    if due > .now { return startTimer(due) }
    let body = self.body
    rest()
    body?()
  }
}
