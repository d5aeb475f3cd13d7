/// `tools` of the configuration: where tools may work, and what each of them may do.
public struct ToolsConfiguration: Hashable, Sendable {
  /// The folder in which agents work: absolute; made when the first tool needs it.
  public var workspace: String
  /// Whether programs are run confined by the kernel. False only if the configuration says so in so many words.
  public var isSandboxed: Bool
  /// Whether programs may speak to the network, where their agent says nothing of it.
  public var network: Bool
  /// Files and folders that programs may read, and run, besides the system's: absolute.
  public var readable: [String]
  /// By the tool's name, or by a pattern such as `clock_*`.
  public var settings: [String: ToolSettings]

  public init(
    workspace: String = "", isSandboxed: Bool = true, network: Bool = false, readable: [String] = [],
    settings: [String: ToolSettings] = [:]
  ) {
    self.workspace = workspace
    self.isSandboxed = isSandboxed
    self.network = network
    self.readable = readable
    self.settings = settings
  }

  /// What is said of a tool: under its own name, else under the longest pattern that takes it in.
  public func settings(of tool: String) -> ToolSettings {
    let patterns = settings.keys.filter { ToolPattern($0).matches(tool) }
    var all = ToolSettings()
    for pattern in patterns.sorted(by: { ($0.utf8.count, $0) > ($1.utf8.count, $1) }) {
      guard let said = settings[pattern] else { continue }
      all.approval = all.approval ?? said.approval
      all.timeout = all.timeout ?? said.timeout
      all.allowedPrivateAddresses += said.allowedPrivateAddresses
    }
    return all
  }
}
