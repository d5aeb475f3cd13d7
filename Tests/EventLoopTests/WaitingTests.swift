import EventLoop
import Testing

@Suite struct WaitingTests {
  @Test @Loop func timersFireInOrderOfTheirTime() async throws {
    var order: [Int] = []
    for delay in [30, 10, 20, 1] {
      EventLoop.shared.schedule(after: .milliseconds(delay)) { order.append(delay) }
    }
    try await Loop.sleep(for: .milliseconds(60))
    #expect(order == [1, 10, 20, 30])
  }

  @Test @Loop func aCancelledTimerNeverFires() async throws {
    var fired = false
    EventLoop.shared.schedule(after: .milliseconds(5)) { fired = true }.cancel()
    try await Loop.sleep(for: .milliseconds(20))
    #expect(!fired)
  }

  @Test @Loop func sleepEndsWhenItsTaskIsCancelled() async {
    var outcome = "asleep"
    let task = Loop.start {
      do { try await Loop.sleep(for: .seconds(3600)) } catch { outcome = "\(type(of: error))" }
    }
    await Loop.start {}.value
    task.cancel()
    await task.value
    #expect(outcome == "CancellationError")
  }

  @Test @Loop func aDeadlineCancelsTheWork() async {
    await #expect(throws: DeadlineExceeded.self) {
      try await Loop.withDeadline(.milliseconds(5)) { try await Loop.sleep(for: .seconds(3600)) }
    }
  }

  @Test @Loop func workInTimeReturnsItsValue() async throws {
    #expect(try await Loop.withDeadline(.seconds(60)) { 42 } == 42)
  }

  @Test @Loop func whatIsDueAfterTheTurnRunsOnce() async throws {
    var count = 0
    EventLoop.shared.afterTurn { count += 1 }
    try await Loop.sleep(for: .milliseconds(5))
    #expect(count == 1)
  }
}
