/// How to reach an MCP server: a value of `mcp_servers` in the configuration.
public struct MCPServerConfiguration: Hashable, Sendable {
  /// A program of this machine, or an address.
  public enum Transport: Hashable, Sendable {
    case program(command: String, arguments: [String], environment: [String: String])
    case address(url: String, fields: [String: String])
  }

  /// Its key in the configuration: the first half of its tools' names.
  public var name: String
  public var transport: Transport

  public init(name: String, transport: Transport) {
    self.name = name
    self.transport = transport
  }
}
