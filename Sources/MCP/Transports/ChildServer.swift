internal import EventLoop
internal import Glibc
internal import Kernel

/// A server's program as a child of ours, or rather the supervisor above it.
@Loop final class ChildServer: ServerProcess {
  private let child: ChildProcess
  private var exit: ProcessExit?
  private let over = Bell()

  /// errors: `ServerFailure` if there is no such program, or it cannot be run
  init(_ command: [String], environment: [String: String], folder: String) throws(ServerFailure) {
    do {
      child = try ChildProcess.start(
        command, environment: environment, folder: folder, input: .pipe, errors: .apart)
    } catch {
      let isMissing = error.code == ENOENT
      throw .ended("cannot be started: " + (isMissing ? "there is no program \(command[0])" : "\(error)"))
    }
    Loop.start { await self.awaitEnd() }
  }

  func output() async -> [UInt8]? { await child.output.next() }

  func errors() async -> [UInt8]? { await child.errors.next() }

  func write(_ bytes: [UInt8]) async throws { try await child.write(bytes) }

  func closeInput() { child.finishWriting() }

  func ending(within limit: Duration) async -> String? {
    await over.wait(atMost: limit)
    return exit.map { "ended by itself (\($0))" }
  }

  func end(grace: Duration) async {
    _ = await child.end(grace: grace)
    // Whoever of its tree still holds the pipes: nobody listens any more.
    child.output.close()
    child.errors.close()
  }

  private func awaitEnd() async {
    exit = await child.exit()
    over.ring()
  }
}
