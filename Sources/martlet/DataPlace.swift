import FoundationEssentials

/// Where the house keeps its things.
enum DataPlace {
  /// `--data`, else what systemd gave us, else `~/.martlet`.
  static func folder(_ options: Options) -> String {
    expanded(options.data ?? variable("STATE_DIRECTORY") ?? "~/.martlet")
  }

  /// `~` as a shell would read it.
  static func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/") else { return path }
    return (variable("HOME") ?? "/root") + path.dropFirst()
  }

  /// A variable of the environment; an empty one is none.
  private static func variable(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}
