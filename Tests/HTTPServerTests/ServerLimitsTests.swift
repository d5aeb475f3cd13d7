import HTTPServer
import Testing

@Suite struct ServerLimitsTests {
  @Test(arguments: [64, 256, 1024, 4096])
  func connectionsLeaveTheReserveFree(descriptors: Int) {
    var limits = ServerLimits()
    limits.fit(descriptors: descriptors)
    #expect(limits.connections + limits.refusedConnections == descriptors - limits.reservedDescriptors)
    #expect(limits.connections > limits.refusedConnections)
    #expect(limits.refusedConnections > 0)
  }

  @Test func whereDescriptorsAboundTheLimitsStay() {
    var limits = ServerLimits()
    limits.fit(descriptors: .max)
    #expect(limits.connections == ServerLimits().connections)
    #expect(limits.refusedConnections == ServerLimits().refusedConnections)
  }

  @Test(arguments: [0, 3, 32, 33])
  func evenTheTightestLetsSomebodyIn(descriptors: Int) {
    var limits = ServerLimits()
    limits.fit(descriptors: descriptors)
    #expect(limits.connections >= 1)
  }
}
