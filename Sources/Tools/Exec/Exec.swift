public import Chat
public import EventLoop
internal import Kernel
public import Sandbox

/// Runs a command in a shell, in the sandbox, and shows what it writes as it comes.
@Loop public struct Exec: Tool {
  public let isReadOnly = false

  private let confinement: Confinement
  private let timeout: Duration
  private let supervisor: String

  /// confinement: what a command may do; the workspace comes on top of it
  /// timeout:     for a command that asks for no other
  /// supervisor:  the binary that runs as `martlet sandbox`
  public init(
    _ confinement: Confinement, timeout: Duration = .seconds(120), supervisor: String = "/proc/self/exe"
  ) {
    self.confinement = confinement
    self.timeout = timeout
    self.supervisor = supervisor
  }

  public var description: ToolDescription {
    ToolDescription(
      name: "exec",
      purpose: """
        Runs a command with bash (sh where there is none) in the workspace and returns what it writes, errors \
        included. Nothing can be typed in; what it leaves running ends with it. \(reach) \
        It is ended after \(timeout.components.seconds) seconds unless another time is given.
        """,
      parameters: Schema.object(
        required: 1,
        [
          "command": Schema.text("The command, as in a script."),
          "folder": Schema.text("Where to run it, relative to the workspace."),
          "timeout": Schema.whole("Seconds after which it is ended: at most \(ExecCommand.longestSeconds)."),
        ]))
  }

  private var reach: String {
    guard confinement.isEnforced else { return "It has all rights of the user." }
    let files = "It can write in the workspace and $TMPDIR only, and read the system's programs."
    return files + (confinement.network ? " It can use the network." : " It has no network.")
  }

  public func line(for arguments: JSONValue) -> String { HumanLine.line("$", arguments, "command") }

  public func preview(_ arguments: JSONValue, in workspace: Workspace) async throws -> String? {
    try checkSandbox()
    return try ExecCommand(arguments, or: timeout).preview
  }

  public func run(_ arguments: JSONValue, _ call: ToolRun) async throws -> ToolOutput {
    let command = try ExecCommand(arguments, or: timeout)
    guard call.approved == nil || call.approved == command.preview else {
      throw ToolFailure("this is not the command that was allowed")
    }
    let running = ExecCall(try start(command, call.workspace), command.timeout, call.stream)
    return try await withTaskCancellationHandler {
      try await running.run()
    } onCancel: {
      Loop.start { await running.stop() }
    }
  }

  private func start(_ command: ExecCommand, _ workspace: Workspace) throws(ToolFailure) -> ChildProcess {
    try checkSandbox()
    let folder = try command.folder(in: workspace)
    var confinement = confinement
    confinement.writable.append(workspace.folder)
    do {
      return try ChildProcess.start(
        confinement.command(command.words, supervisor: supervisor),
        environment: ProgramEnvironment.clean(home: workspace.folder), folder: folder, errors: .merged)
    } catch { throw ToolFailure("the command could not be started: \(error)") }
  }

  private func checkSandbox() throws(ToolFailure) {
    if confinement.isEnforced, let refusal = SandboxSupport.here.refusal { throw ToolFailure(refusal) }
  }
}
