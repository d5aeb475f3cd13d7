import Testing

@testable import Login

@Suite struct ThrottleTests {
  let now = ContinuousClock.now

  @Test func theFirstFailuresCostNothingAndTheNextOnesEverMore() {
    var throttle = Throttle()
    var waits: [Duration?] = []
    for _ in 0..<15 {
      throttle.failed(["ada"], now: now)
      waits.append(throttle.wait(["ada"], now: now))
    }
    let expected: [Duration?] = [nil, nil, nil, nil, nil] + [1, 2, 4, 8, 16, 32, 60, 60, 60, 60].map { .seconds($0) }
    #expect(waits == expected)
    #expect(throttle.wait(["bob"], now: now) == nil)
    #expect(throttle.wait(["ada"], now: now + .seconds(61)) == nil)
  }

  @Test func successForgets() {
    var throttle = Throttle()
    for _ in 0..<9 { throttle.failed(["ada"], now: now) }
    throttle.succeeded(["ada"])
    #expect(throttle.wait(["ada"], now: now) == nil)
  }

  @Test func aFloodOfNamesIsForgottenAndDoesNotGrow() {
    var throttle = Throttle()
    for _ in 0..<9 { throttle.failed(["kept"], now: now) }
    for name in 0..<LoginLimits.remembered * 2 { throttle.failed(["\(name)"], now: now) }
    #expect(throttle.wait(["kept"], now: now) != nil)
    #expect(throttle.count <= LoginLimits.remembered + 1)
  }
}
