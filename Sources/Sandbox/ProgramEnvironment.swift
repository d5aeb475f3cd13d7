/// The variables that a program is given: none of ours, among which are keys.
public enum ProgramEnvironment {
  public static let path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

  /// home: what is home to the program; its own programs (`~/.local/bin`) are found after the system's
  public static func clean(home: String, adding more: [String: String] = [:]) -> [String: String] {
    [
      "PATH": "\(path):\(home)/.local/bin", "HOME": home, "USER": "martlet", "LOGNAME": "martlet",
      "LANG": "C.UTF-8", "TERM": "dumb", "PAGER": "cat", "GIT_TERMINAL_PROMPT": "0", "PYTHONUNBUFFERED": "1",
    ].merging(more) { $1 }
  }
}
