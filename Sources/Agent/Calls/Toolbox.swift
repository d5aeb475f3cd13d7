internal import Chat
internal import EventLoop
internal import Tools

/// The tools of one turn: what the model may call, where, and whether somebody is asked first.
@Loop struct Toolbox {
  /// Those that nobody is asked about unless the configuration says so: they only read, and only in the workspace.
  private static let harmless: Set<String> = ["read_file", "list_files", "search_files"]

  let configuration: ToolsConfiguration
  private var tools: [String: any Tool] = [:]
  private var names: [String] = []

  init(_ configuration: ToolsConfiguration = ToolsConfiguration()) { self.configuration = configuration }

  /// Takes in those whose names a pattern takes in. The first of a name stays.
  mutating func add(_ more: [any Tool], matching patterns: [String]) {
    for tool in more {
      let name = tool.description.name
      guard tools[name] == nil, patterns.take(in: name) else { continue }
      tools[name] = tool
      names.append(name)
    }
  }

  var workspace: Workspace { Workspace(folder: configuration.workspace) }

  /// What the model is told of. What is never allowed is not among it.
  var offered: [ToolDescription] {
    names.compactMap { approval(of: $0) == .never ? nil : tools[$0]?.description }
  }

  func tool(_ name: String) -> (any Tool)? { tools[name] }

  func approval(of name: String) -> ToolApproval {
    configuration.settings(of: name).approval ?? (Self.harmless.contains(name) ? .auto : .ask)
  }

  /// For a model that asked for what is not there.
  func missing(_ name: String) -> String {
    let known = names.filter { approval(of: $0) != .never }
    let list = known.isEmpty ? "there are none" : "there are: \(known.joined(separator: ", "))"
    return "There is no tool \(name); \(list)."
  }
}
