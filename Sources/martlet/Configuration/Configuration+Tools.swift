import Agent
import FoundationEssentials
import HTTPClient
import MCP
import Tools

/// `tools` and `mcp_servers`.
extension Configuration {
  /// The tools that are always there.
  static let builtInTools = [
    "edit_file", "exec", "fetch_url", "list_files", "read_file", "search_files", "write_file",
  ]

  /// Whose calls have a deadline of their own.
  private static let timedTools: Set = ["exec", "fetch_url"]

  mutating func readTools(_ node: ConfigurationNode?) {
    agents.tools.workspace = Self.absolute(node?.text("workspace") ?? "~/martlet-workspace")
    guard let node else { return }
    let sandbox: Sandboxing? = node.choice("sandbox")
    agents.tools.isSandboxed = sandbox != .off
    agents.tools.network = node.flag("network") ?? false
    agents.tools.readable = (node.texts("readable") ?? []).map(Self.absolute)
    for name in node.names where Self.isTool(name, servers: agents.servers) {
      if let tool = node.node(name), tool.isObject { agents.tools.settings[name] = Self.settings(tool, of: name) }
    }
    node.finish(also: Self.builtInTools)
  }

  mutating func readServers(_ table: ConfigurationNode?) {
    for (name, node) in table?.children ?? [] where node.isObject {
      if !Self.isServerName(name) {
        table?.problem(name, "a server's name has 1 to 32 letters, digits, - and _: it begins its tools' names")
      }
      if let server = Self.server(name, node) { servers.append(server) }
      agents.servers.append(name)
      if let approval: ToolApproval = node.choice("approval") {
        agents.tools.settings[name + "_*"] = ToolSettings(approval: approval)
      }
      node.finish()
    }
  }

  /// Says of every name among an agent's tools that leads nowhere what there is instead.
  func checkTools(_ names: [String], _ node: ConfigurationNode) {
    for name in names where name != "*" && !Self.isTool(name, servers: agents.servers) {
      guard !Self.builtInTools.contains(where: { ToolPattern(name).matches($0) }) else { continue }
      let all = Self.builtInTools + agents.servers.map { $0 + "_*" }
      node.problem("tools", "no tool \"\(name)\"; there are: \(all.joined(separator: ", "))")
    }
  }

  /// What agents may reach must not hold what we live by: they could allow themselves anything.
  func checkWorkspace(_ file: String) throws(ConfigurationError) {
    let places = [("tools.workspace", agents.tools.workspace)] + agents.tools.readable.map { ("tools.readable", $0) }
    for (key, place) in places {
      for (path, what) in [(folder, "Martlet's own folder"), (file, "the configuration")] {
        guard (Self.absolute(path) + "/").hasPrefix(place == "/" ? "/" : place + "/") else { continue }
        let words = "\(key): \(place) holds \(what) (\(path)), which agents could then reach"
        throw ConfigurationError(file: file, problems: [words])
      }
    }
  }

  /// Our own folder, and the file that we are told by: what no program of an agent may see.
  func ownPlaces(_ options: Options) -> [String] {
    [folder, options.config ?? folder + "/config.json"].map(Self.absolute)
  }

  private enum Sandboxing: String, CaseIterable { case on, off }

  private static func isTool(_ name: String, servers: [String]) -> Bool {
    builtInTools.contains(name) || servers.contains { name.hasPrefix($0 + "_") }
  }

  static func isServerName(_ name: String) -> Bool {
    (1...32).contains(name.utf8.count)
      && name.utf8.allSatisfy {
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 0x2D || $0 == 0x5F
      }
  }

  private static func settings(_ node: ConfigurationNode, of name: String) -> ToolSettings {
    var settings = ToolSettings(approval: node.choice("approval"))
    if timedTools.contains(name) {
      settings.timeout = node.number("timeout_seconds", in: 1...86_400).map { .seconds($0) }
    }
    if name == "fetch_url" { settings.allowedPrivateAddresses = addresses(node, "allow_private") }
    node.finish()
    return settings
  }

  private static func addresses(_ node: ConfigurationNode, _ key: String) -> [String] {
    let ranges = node.texts(key) ?? []
    for fault in ranges.compactMap(AddressPolicy.fault) { node.problem(key, fault) }
    return ranges
  }

  private static func server(_ name: String, _ node: ConfigurationNode) -> MCPServerConfiguration? {
    let timeout = node.number("timeout_seconds", in: 1...3600)
    let start = node.number("start_seconds", in: 1...3600)
    guard let transport = transport(node) else { return nil }
    var server = MCPServerConfiguration(name: name, transport: transport)
    server.callTimeout = timeout.map { .seconds($0) } ?? server.callTimeout
    server.startTimeout = start.map { .seconds($0) } ?? server.startTimeout
    server.trustsHints = node.flag("trust_hints") ?? false
    return server
  }

  private static func transport(_ node: ConfigurationNode) -> MCPServerConfiguration.Transport? {
    let (command, url) = (node.text("command"), node.text("url"))
    let (arguments, environment) = (node.texts("args") ?? [], node.table("env") ?? [:])
    let fields = node.table("headers") ?? [:]
    switch (command, url) {
    case (let command?, nil):
      if node.has("headers") { node.problem("headers", "is for a server with a url") }
      return .program(command: command, arguments: arguments, environment: environment)
    case (nil, let url?):
      for key in ["args", "env"] where node.has(key) { node.problem(key, "is for a server with a command") }
      do { _ = try HTTPURL(url) } catch { node.problem("url", "\(error)") }
      return .address(url: url, fields: fields)
    case (_?, _?): node.problem("url", "a server has a command or a url, not both")
    case (nil, nil) where !node.has("command") && !node.has("url"):
      node.problem("command", "is missing: a server has a command or a url")
    case (nil, nil): break
    }
    return nil
  }

  /// Absolute, links resolved as far as they are there, without a slash at the end.
  private static func absolute(_ path: String) -> String {
    let full = DataPlace.expanded(path)
    let rooted = full.hasPrefix("/") ? full : FileManager.default.currentDirectoryPath + "/" + full
    let resolved = URL(filePath: rooted).standardizedFileURL.resolvingSymlinksInPath().path
    return resolved.count > 1 && resolved.hasSuffix("/") ? String(resolved.dropLast()) : resolved
  }
}
