@testable import Sandbox
import Testing

@Suite struct SandboxOrderTests {
  @Test func whatWasOrderedIsRead() {
    var limits = SandboxLimits()
    limits.processes = 7
    limits.niceness = 0
    for isEnforced in [true, false] {
      let confinement = Confinement(
        writable: ["/a", "/b c"], readable: ["--", "/é"], hidden: ["/h"],
        network: isEnforced, closedPorts: [80, 8080], limits: limits,
        isEnforced: isEnforced)
      let order = SandboxOrder(confinement: confinement, parent: 42, program: ["sh", "-c", "--", "--off"])
      #expect(SandboxOrder(words: order.words) == order)
    }
  }

  @Test(arguments: [
    "", "--", "sh", "-- sh", "--parent 1", "--parent 1 --", "--parent x -- sh", "--parent 1 --nonsense x -- sh",
    "--parent 1 --write", "--parent 1 --limits 1,2 -- sh", "--parent 1 --closed-port 70000 -- sh",
  ])
  func nonsenseIsNoOrder(_ words: String) {
    #expect(SandboxOrder(words: words.split(separator: " ").map(String.init)) == nil)
  }
}
