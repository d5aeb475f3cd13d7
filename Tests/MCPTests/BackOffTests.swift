import Testing

@testable import MCP

struct BackOffTests {
  @Test func `waits longer after each failure, and not before the first`() {
    var backOff = BackOff()
    #expect(backOff.timeLeft == .zero)
    var last = Duration.zero
    for _ in 0..<20 {
      backOff.failed(lived: nil)
      #expect(backOff.timeLeft > last || backOff.timeLeft > .seconds(290))
      last = backOff.timeLeft
    }
    #expect(last <= .seconds(300))
    backOff.worked()
    #expect(backOff.timeLeft == .zero)
  }

  @Test func `lets what worked before be tried again at once`() {
    var backOff = BackOff()
    backOff.failed(lived: .seconds(1))
    #expect(backOff.timeLeft == .zero)
    backOff.failed(lived: .seconds(1))
    #expect(backOff.timeLeft > .zero)
  }

  @Test func `forgives what worked for long`() {
    var backOff = BackOff()
    for _ in 0..<5 { backOff.failed(lived: .seconds(1)) }
    #expect(backOff.timeLeft > .zero)
    backOff.failed(lived: .seconds(61))
    #expect(backOff.timeLeft == .zero)
  }
}
