import FoundationEssentials

/// Where the house keeps its things.
enum DataPlace {
  /// `--data`, else what systemd gave us, else `~/.martlet`.
  static func folder(_ options: Options) -> String {
    let environment = ProcessInfo.processInfo.environment
    return expanded(options.data ?? environment["STATE_DIRECTORY"] ?? "~/.martlet")
  }

  /// `~` as a shell would read it.
  static func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/") else { return path }
    return (ProcessInfo.processInfo.environment["HOME"] ?? "/root") + path.dropFirst()
  }
}
