/// How to reach an MCP server: a value of `mcp_servers` in the configuration.
public struct MCPServerConfiguration: Hashable, Sendable {
  /// A program of this machine, or an address.
  public enum Transport: Hashable, Sendable {
    /// environment: added to the little of ours that a program needs (`ServerEnvironment`)
    case program(command: String, arguments: [String], environment: [String: String])
    /// fields: sent with every request, such as `Authorization`
    case address(url: String, fields: [String: String])
  }

  /// Its key in the configuration: the first half of its tools' names.
  public var name: String
  public var transport: Transport
  /// To come up and tell its tools.
  public var startTimeout: Duration
  /// For a call without a sign of life; each report of progress begins it anew, ten times in all.
  public var callTimeout: Duration
  /// Whether a tool that calls itself read-only is taken at its word: such calls run side by side. Hints come
  /// from the server, which may err or lie: the owner says whether they believe it.
  public var trustsHints: Bool

  public init(
    name: String, transport: Transport, startTimeout: Duration = .seconds(60), callTimeout: Duration = .seconds(60),
    trustsHints: Bool = false
  ) {
    self.name = name
    self.transport = transport
    self.startTimeout = startTimeout
    self.callTimeout = callTimeout
    self.trustsHints = trustsHints
  }
}
