import Testing
import Tools

@Suite struct ToolsConfigurationTests {
  @Test func `a tool's own name comes before the longest pattern, key by key`() {
    let configuration = ToolsConfiguration(settings: [
      "*": ToolSettings(timeout: .seconds(1)), "clock_*": ToolSettings(approval: .auto, timeout: .seconds(2)),
      "clock_now": ToolSettings(approval: .never),
    ])
    #expect(configuration.settings(of: "clock_now") == ToolSettings(approval: .never, timeout: .seconds(2)))
    #expect(configuration.settings(of: "clock_set") == ToolSettings(approval: .auto, timeout: .seconds(2)))
    #expect(configuration.settings(of: "exec") == ToolSettings(timeout: .seconds(1)))
  }
}
