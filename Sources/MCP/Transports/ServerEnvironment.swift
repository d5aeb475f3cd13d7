internal import Kernel

/// What a server's program finds in its environment: little of ours, so that no key of a model server travels
/// there, and what its owner wrote.
enum ServerEnvironment {
  private static let names: Set<String> = [
    "HOME", "LANG", "LANGUAGE", "LOGNAME", "PATH", "SHELL", "SSL_CERT_DIR", "SSL_CERT_FILE", "TERM", "TMPDIR", "TZ",
    "USER", "all_proxy", "http_proxy", "https_proxy", "no_proxy", "ALL_PROXY", "HTTPS_PROXY", "NO_PROXY",
  ]
  private static let prefixes = ["LC_", "XDG_"]

  static func values(of own: [String: String], adding more: [String: String]) -> [String: String] {
    var values = own.filter { name, _ in names.contains(name) || prefixes.contains { name.hasPrefix($0) } }
    // Where pipx, uv and npm put programs, and services do not look.
    if let home = values["HOME"] { values["PATH"] = (values["PATH"] ?? "/usr/bin:/bin") + ":\(home)/.local/bin" }
    return values.merging(more) { _, new in new }
  }

  /// Whether there is such a program, as execvp(3) looks for it.
  static func finds(_ program: String, in environment: [String: String]) -> Bool {
    if program.contains("/") { return FileSystem.exists(program) }
    let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    return !program.isEmpty && folders.contains { FileSystem.exists("\($0)/\(program)") }
  }
}
