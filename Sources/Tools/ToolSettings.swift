/// What the configuration says of one tool; nil leaves it to the tool.
public struct ToolSettings: Hashable, Sendable {
  public var approval: ToolApproval?
  /// For one call.
  public var timeout: Duration?
  /// Addresses of private networks that `fetch_url` may reach all the same.
  public var allowedPrivateAddresses: [String] = []

  public init(approval: ToolApproval? = nil, timeout: Duration? = nil) {
    self.approval = approval
    self.timeout = timeout
  }
}
