internal import EventLoop
internal import Kernel

/// A command at work: reads what it writes, and ends it when its time is over or nobody wants it any more.
@Loop final class ExecCall {
  /// What a command is given to tidy up once its time is over, and once it is stopped: then it is gone within 1 s.
  private static let graceAtTimeout = Duration.seconds(1)
  private static let graceAtStop = Duration.milliseconds(400)
  /// How long output may still come from whoever outlived the supervisor.
  private static let lateOutput = Duration.milliseconds(500)

  private let child: ChildProcess
  private let timeout: Duration
  private let lines: LineStream
  private var output = ExecOutput()
  private var isOver = false
  private var isLate = false
  private var isStopped = false

  init(_ child: ChildProcess, _ timeout: Duration, _ stream: @escaping @Loop (String) -> Void) {
    self.child = child
    self.timeout = timeout
    lines = LineStream(stream)
  }

  /// errors: `CancellationError` once it is stopped and all of it is gone
  func run() async throws -> ToolOutput {
    let timer = EventLoop.shared.schedule(after: timeout) { Loop.start { await self.end() } }
    defer { timer.cancel() }
    Loop.start { await self.watchEnd() }
    while let piece = await child.output.next() { await take(piece) }
    lines.add(output.finish())
    lines.finish()
    let exit = await child.exit()
    if isStopped { throw CancellationError() }
    return result(exit)
  }

  func stop() async {
    isStopped = true
    _ = await child.end(grace: Self.graceAtStop)
  }

  private func end() async {
    guard !isOver else { return }
    isLate = true
    _ = await child.end(grace: Self.graceAtTimeout)
  }

  private func watchEnd() async {
    _ = await child.exit()
    isOver = true
    try? await Loop.sleep(for: Self.lateOutput)
    child.output.close()
  }

  // Who writes more than anybody reads must not keep the loop busy: 64 KiB a millisecond.
  private func take(_ piece: [UInt8]) async {
    lines.add(output.add(piece))
    if output.isFull { try? await Loop.sleep(for: .milliseconds(1)) }
  }

  private func result(_ exit: ProcessExit) -> ToolOutput {
    let note: String? =
      switch exit {
      case _ where isLate: "ended after \(timeout.components.seconds) s, its time limit, with all that it had started"
      case .code(0): nil
      case .code(let code): "exit status \(code)"
      case .signal: "ended by \(exit)"
      }
    return ToolOutput(
      output.text(adding: note), isOK: note == nil, exitCode: exit.shellCode, isTruncated: output.isTruncated)
  }
}
