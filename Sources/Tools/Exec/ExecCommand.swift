internal import Chat
internal import Kernel

/// What a model asks `exec` to run.
struct ExecCommand {
  /// A day: who waits that long has asked for it.
  static let longestSeconds = 86_400
  /// What the kernel takes as one word of a command.
  private static let commandBytes = 100 * 1024

  let text: String
  let timeout: Duration
  private let place: String?

  init(_ arguments: JSONValue, or timeout: Duration) throws(ToolFailure) {
    let arguments = try Arguments(arguments)
    text = try arguments.text("command")
    place = try arguments.optionalText("folder")
    let standard = Int(timeout.components.seconds)
    self.timeout = .seconds(try arguments.whole("timeout", or: standard, in: 1...Self.longestSeconds))
    guard text.utf8.contains(where: { $0 > 0x20 }) else { throw ToolFailure("\"command\" is empty") }
    guard !text.utf8.contains(0) else { throw ToolFailure("\"command\" has a zero byte") }
    guard text.utf8.count <= Self.commandBytes else {
      throw ToolFailure("the command has \(text.utf8.count) bytes: write a script with write_file and run that")
    }
  }

  var words: [String] { [FileSystem.exists("/bin/bash") ? "/bin/bash" : "/bin/sh", "-c", text] }

  /// Exactly what is run, with signs that would hide in it or turn it around made visible.
  var preview: String {
    (place.map { "# in " + HumanLine.shown($0) + "\n" } ?? "") + HumanLine.visible(text)
  }

  /// Where to run it, absolute.
  func folder(in workspace: Workspace) throws(ToolFailure) -> String {
    let root = try workspace.open()
    guard let place else { return workspace.folder }
    let inner = try workspace.relative(place)
    do { _ = try root.folder(inner) } catch { throw workspace.failure(error, at: place) }
    return inner == "." ? workspace.folder : workspace.folder + "/" + inner
  }
}
