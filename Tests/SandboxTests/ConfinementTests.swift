import Sandbox
import Testing

struct ConfinementTests {
  @Test func `gives no network unless asked`() {
    #expect(!Confinement(writable: ["/tmp"]).network)
  }
}
