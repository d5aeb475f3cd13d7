import Sandbox
import Testing

@Suite struct SandboxSupportTests {
  @Test func withoutLandlockItSaysWhatTheConfigurationMustSay() {
    let none = SandboxSupport(landlock: 0, hasNamespaces: true)
    #expect(none.refusal?.contains("\"sandbox\": \"off\"") == true)
    #expect(none.refusal?.contains("lsm=landlock") == true)
  }

  @Test func withAnyLandlockItRuns() {
    for version in 1...7 { #expect(SandboxSupport(landlock: version, hasNamespaces: false).refusal == nil) }
  }

  @Test func olderKernelsSayWhatTheyCannot() {
    #expect(SandboxSupport(landlock: 7, hasNamespaces: false).description.contains("modes and times"))
    #expect(SandboxSupport(landlock: 3, hasNamespaces: true).description.contains("Martlet's own port"))
    #expect(SandboxSupport(landlock: 5, hasNamespaces: true).description.contains("signals"))
    #expect(SandboxSupport(landlock: 7, hasNamespaces: true).description == "sandbox: Landlock 7")
  }
}
