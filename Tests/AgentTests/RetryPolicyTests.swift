import Testing

@testable import Agent

@Suite("Trying again")
struct RetryPolicyTests {
  let policy = RetryPolicy()

  @Test("doubles the wait and ends")
  func doubles() {
    let waits = (1...4).map { policy.delay(after: $0, asked: nil, random: 0.5) }
    #expect(waits == [.seconds(1), .seconds(2), .seconds(4), nil])
  }

  @Test("spreads those who wait by a quarter to either side")
  func jitter() {
    #expect(policy.delay(after: 2, asked: nil, random: 0) == .milliseconds(1_500))
    #expect(policy.delay(after: 2, asked: nil, random: 1) == .milliseconds(2_500))
  }

  @Test("waits as long as it was asked to, but not longer than its limit")
  func retryAfter() {
    #expect(policy.delay(after: 1, asked: .seconds(7), random: 0.9) == .seconds(7))
    #expect(policy.delay(after: 1, asked: .seconds(0), random: 0.9) == .zero)
    #expect(policy.delay(after: 1, asked: .seconds(-5), random: 0.9) == .zero)
    #expect(policy.delay(after: 1, asked: .seconds(31), random: 0.9) == nil)
    #expect(policy.delay(after: 4, asked: .seconds(1), random: 0.9) == nil)
  }
}
