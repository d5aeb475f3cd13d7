import Sandbox
import Testing

@Suite struct SandboxSupportTests {
  @Test func withoutLandlockItSaysWhatTheConfigurationMustSay() {
    let none = SandboxSupport(landlock: 0)
    #expect(none.refusal?.contains("\"sandbox\": \"off\"") == true)
    #expect(none.refusal?.contains("lsm=landlock") == true)
  }

  @Test func withAnyLandlockItRuns() {
    for version in 1...7 { #expect(SandboxSupport(landlock: version).refusal == nil) }
  }

  @Test func olderKernelsSayWhatTheyCannot() {
    #expect(SandboxSupport(landlock: 2).description.contains("empty files"))
    #expect(SandboxSupport(landlock: 3).description.contains("Martlet's own port"))
    #expect(SandboxSupport(landlock: 5).description.contains("signals"))
    #expect(SandboxSupport(landlock: 7).description == "sandbox: Landlock 7")
  }
}
