import MCP
import Testing

struct MCPServerConfigurationTests {
  @Test func `differs by its transport`() {
    let program = MCPServerConfiguration.Transport.program(command: "clock", arguments: [], environment: [:])
    let address = MCPServerConfiguration.Transport.address(url: "http://127.0.0.1/mcp", fields: [:])
    let first = MCPServerConfiguration(name: "a", transport: program)
    #expect(first != MCPServerConfiguration(name: "a", transport: address))
    #expect(!first.trustsHints)
  }
}
