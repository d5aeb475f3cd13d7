import EventLoop
import Kernel
import TestSupport
import Testing

@Suite(.onLoop) @Loop struct ChildProcessTests {
  @Test func itsOutputAndItsErrorsComeApart() async throws {
    let child = try sh("echo out; echo err >&2")
    #expect(await text(child.output) == "out\n")
    #expect(await text(child.errors) == "err\n")
    #expect(await child.exit() == .code(0))
  }

  @Test func mergedErrorsKeepTheirPlaceInTheOutput() async throws {
    let child = try sh("echo 1; echo 2 >&2; echo 3; echo 4 >&2", errors: .merged)
    #expect(await text(child.output) == "1\n2\n3\n4\n")
    #expect(await child.errors.next() == nil)
  }

  @Test func itReadsWhatItIsGivenAndThenTheEnd() async throws {
    let child = try sh("cat", input: .pipe)
    let long = [UInt8](repeating: 65, count: 1_000_000)
    Loop.start {
      async let first: Void = child.write(long)
      async let second: Void = child.write([66])
      try? await first
      try? await second
      child.finishWriting()
    }
    let read = await text(child.output)
    #expect(read.utf8.count == 1_000_001)
    #expect(read.hasSuffix("AB"))
  }

  @Test func aClosedInputIsItsEnd() async throws {
    let child = try sh("cat; echo done")
    #expect(await text(child.output) == "done\n")
  }

  @Test func writingToOneThatReadsNoMoreIsAnError() async throws {
    let child = try sh("exec <&-; echo closed; sleep 1000", input: .pipe)
    #expect(await child.output.next() != nil)
    await #expect(throws: SystemError.self) { try await child.write([1]) }
    _ = await child.end(grace: .zero)
  }

  @Test func itKnowsOnlyTheVariablesThatItIsGiven() async throws {
    let child = try ChildProcess.start(["/usr/bin/env"], environment: ["ONE": "1"], folder: "/")
    #expect(await text(child.output) == "ONE=1\n")
  }

  @Test func itHasNoDescriptorOfOurs() async throws {
    let child = try sh("ls /proc/self/fd | wc -l")
    // Its three streams, and the folder that ls reads.
    #expect(await text(child.output) == "4\n")
  }

  @Test func noSignalIsBlockedOrIgnoredInIt() async throws {
    // 32 and 33 are the C library's own.
    let child = try sh("grep -E 'Sig(Blk|Ign)' /proc/self/status | grep -cE '0000000[01][08]0000000$'")
    #expect(await text(child.output) == "2\n")
  }

  @Test func itWorksInTheFolder() async throws {
    let child = try sh("pwd", folder: "/usr/share")
    #expect(await text(child.output) == "/usr/share\n")
  }

  @Test func itsExitTellsACodeOrASignal() async throws {
    #expect(await (try sh("exit 7")).exit() == .code(7))
    #expect(await (try sh("kill -9 $$")).exit() == .signal(9))
  }

  @Test func aProgramThatIsNotThereIsAnError() {
    #expect(throws: SystemError("start /no/such", code: 2)) {
      try ChildProcess.start(["/no/such"], environment: [:], folder: "/")
    }
    #expect(throws: SystemError.self) { try sh(":", folder: "/no/such") }
  }

  @Test func askedToEndItEnds() async throws {
    let child = try sh("sleep 1000")
    #expect(await child.end(grace: .seconds(60)) == .signal(15))
  }

  @Test func oneThatIgnoresSIGTERMIsEndedAllTheSame() async throws {
    let child = try sh("trap '' TERM QUIT; echo ready; while :; do read x; sleep 0.1; done")
    #expect(await child.output.next() != nil)
    #expect(await child.end(grace: .milliseconds(10)) == .signal(9))
  }

  @Test func endingOneThatHasEndedTellsHow() async throws {
    let child = try sh("exit 3")
    _ = await child.exit()
    #expect(await child.end(grace: .seconds(60)) == .code(3))
  }

  @Test func aFloodWaitsUntilItIsRead() async throws {
    let child = try sh("yes")
    let first = await child.output.next()
    #expect((first?.count ?? 0) <= 64 * 1024)
    #expect(await child.end(grace: .zero) != .code(0))
  }

  @Test func readersAreToldTheEndWhenTheOutputIsClosed() async throws {
    let child = try sh("sleep 1000")
    let told = Signal()
    Loop.start {
      #expect(await child.output.next() == nil)
      told.give()
    }
    await Loop.start {}.value
    child.output.close()
    await told.wait()
    _ = await child.end(grace: .zero)
  }

  private func sh(
    _ script: String, folder: String = "/", input: ChildProcess.Input = .closed,
    errors: ChildProcess.Errors = .apart
  ) throws -> ChildProcess {
    try ChildProcess.start(
      ["/bin/sh", "-c", script], environment: ["PATH": "/usr/bin:/bin"], folder: folder, input: input,
      errors: errors)
  }

  private func text(_ output: ProcessOutput) async -> String {
    var bytes: [UInt8] = []
    while let piece = await output.next() { bytes += piece }
    return String(decoding: bytes, as: UTF8.self)
  }
}
