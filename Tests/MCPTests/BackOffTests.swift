import Testing

@testable import MCP

struct BackOffTests {
  @Test func `waits longer after each failure, and not before the first`() {
    var backOff = BackOff()
    #expect(backOff.timeLeft == .zero)
    var last = Duration.zero
    for _ in 0..<20 {
      backOff.failed(wasWorking: false)
      #expect(backOff.timeLeft > last || backOff.timeLeft > .seconds(290))
      last = backOff.timeLeft
    }
    #expect(last <= .seconds(300))
    backOff.worked()
    #expect(backOff.timeLeft == .zero)
  }

  @Test func `lets what worked before be tried again at once`() {
    var backOff = BackOff()
    backOff.failed(wasWorking: true)
    #expect(backOff.timeLeft == .zero)
    backOff.failed(wasWorking: true)
    #expect(backOff.timeLeft > .zero)
  }
}
