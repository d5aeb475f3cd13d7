import EventLoop
import TestSupport
import Testing

@testable import MCP

@Suite(.onLoop) @Loop struct BellTests {
  @Test func `wakes all who wait, and whoever comes later`() async {
    let bell = Bell()
    var woken = 0
    let tasks = (0..<3).map { _ in
      Loop.start {
        await bell.wait(atMost: .seconds(60))
        woken += 1
      }
    }
    let ringing = Loop.start { bell.ring() }
    for task in tasks { await task.value }
    await ringing.value
    await bell.wait(atMost: .seconds(60))
    #expect(woken == 3)
  }

  @Test func `lets go when patience ends, and when the task is cancelled`() async {
    let bell = Bell()
    await bell.wait(atMost: .milliseconds(5))
    await bell.wait(atMost: .zero)
    let task = Loop.start { await bell.wait(atMost: .seconds(60)) }
    task.cancel()
    await task.value
  }
}
