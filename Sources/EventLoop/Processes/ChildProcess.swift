public import Kernel

/// A program at work beside the loop.
///
/// It is given no descriptor and no variable but what the caller names. Nothing is read that nobody asks for:
/// a program that floods waits in its own pipe.
@Loop public final class ChildProcess {
  public enum Input: Sendable {
    /// It reads the end at once.
    case closed
    /// It reads what `write` is given.
    case pipe
  }

  public enum Errors: Sendable {
    /// In `output`, in the order in which they were written.
    case merged
    case apart
  }

  public let number: Int32
  /// What it writes.
  public let output: ProcessOutput
  /// What it complains; ends at once if that is merged into `output`.
  public let errors: ProcessOutput
  private let input: ProcessInput
  private let ending: ProcessEnding

  private init(_ process: consuming SpawnedProcess) throws(SystemError) {
    number = process.number
    output = ProcessOutput(process.output.take())
    errors = ProcessOutput(process.errors.take())
    input = ProcessInput(process.input.take())
    ending = try ProcessEnding(number, process.ending.take()!)
  }

  /// Starts `command` (its first word is looked for on our own PATH unless it holds a slash) in `folder`.
  ///
  /// errors: the kernel's, such as ENOENT
  public static func start(
    _ command: [String], environment: [String: String], folder: String, input: Input = .closed,
    errors: Errors = .apart
  ) throws(SystemError) -> ChildProcess {
    try ChildProcess(
      SpawnedProcess.start(
        command, environment: environment, folder: folder, hasInput: input == .pipe, hasErrors: errors == .apart))
  }

  /// Gives it bytes to read; returns when the kernel has them all. Calls are served one after another.
  ///
  /// errors: EPIPE once it reads no more
  public func write(_ bytes: [UInt8]) async throws(SystemError) { try await input.write(bytes) }

  /// It reads the end after what was written.
  public func finishWriting() { input.close() }

  /// How it ended, once it has.
  public func exit() async -> ProcessExit { await ending.wait() }

  /// Ends it with all that it started, and returns when they are gone: SIGTERM, after `grace` SIGQUIT (at which
  /// a supervisor kills what is left below it), and SIGKILL if it does not heed even that.
  public func end(grace: Duration) async -> ProcessExit {
    urge(.please)
    if grace > .zero, let exit = await ending.wait(atMost: grace) { return finish(exit) }
    urge(.atOnce)
    if let exit = await ending.wait(atMost: .milliseconds(300)) { return finish(exit) }
    urge(.now)
    return finish(await ending.wait())
  }

  private func urge(_ urge: ProcessTree.Urge) {
    guard !ending.isOver else { return }
    ProcessTree.end(number, urge)
  }

  // What it wrote and nobody read is of no use any more; whoever still reads it is told the end.
  private func finish(_ exit: ProcessExit) -> ProcessExit {
    input.close()
    return exit
  }
}
