import EventLoop
import FoundationEssentials
import Kernel
import Sandbox
import TestSupport
import Testing

/// What is started stays below its supervisor, and ends with it.
@Suite(.onLoop, .serialized) @Loop struct SupervisorTests {
  private let mark = "98765.\(UInt32.random(in: 0...UInt32.max))"
  private let inmates: Inmates

  init() throws { inmates = try Inmates() }

  @Test(arguments: [true, false]) func itEndsAsItsProgramEnds(isEnforced: Bool) async throws {
    let confinement = confinement(isEnforced)
    #expect(try await inmates.run("exit 7", confinement).exit == .code(7))
    #expect(try await inmates.run("kill -SEGV $$", confinement).exit == .signal(11))
    #expect(try await inmates.run("kill -9 $$", confinement).exit == .signal(9))
  }

  @Test func whatCannotBeStartedIsSaid() async throws {
    let outcome = try await inmates.run("", shell: ["/no/such"])
    #expect(outcome.exit == .code(127))
    #expect(outcome.text.contains("/no/such: No such file or directory"))
  }

  @Test func wordsThatMakeNoSenseAreRefused() async throws {
    let child = try ChildProcess.start([Inmates.martlet, "sandbox", "--no"], environment: [:], folder: "/")
    #expect(await child.exit() == .code(125))
  }

  @Test(arguments: [true, false]) func whatIsLeftBehindEndsWithTheProgram(isEnforced: Bool) async throws {
    let outcome = try await inmates.run("sleep \(mark) & setsid sleep \(mark) & echo started", confinement(isEnforced))
    #expect(outcome == .init(text: "started\n", exit: .code(0)))
    #expect(!Inmates.lives(mark))
  }

  @Test(arguments: [true, false]) func forkingTwiceAndLeavingTheSessionIsNoWayOut(isEnforced: Bool) async throws {
    try await endsWhole(
      """
      import os, signal, sys, time
      for number in (signal.SIGTERM, signal.SIGQUIT, signal.SIGHUP): signal.signal(number, signal.SIG_IGN)
      if not os.fork():
        os.setsid()
        if not os.fork():
          os.setsid() if os.getpid() != os.getsid(0) else None
          print("free", flush=True)
          time.sleep(\(mark))
        os._exit(0)
      time.sleep(\(mark))
      """, isEnforced)
  }

  @Test(arguments: [true, false]) func aChainOfForksIsCaught(isEnforced: Bool) async throws {
    try await endsWhole(
      """
      import os, sys
      print("free", flush=True)
      while True: # \(mark)
        if os.fork(): os._exit(0)
        os.setsid()
      """, isEnforced)
  }

  @Test(arguments: [true, false]) func aTreeThatGrowsIsCaught(isEnforced: Bool) async throws {
    try await endsWhole(
      """
      import os, time
      print("free", flush=True)
      for _ in range(6): os.fork()
      time.sleep(\(mark))
      """, isEnforced)
  }

  @Test func whatASupervisorLeftIsEndedBySecondLine() async throws {
    Orphans.adopt(true)
    defer { Orphans.adopt(false) }
    let child = try inmates.start("setsid sleep \(mark) & kill -9 $PPID; sleep \(mark)", .unconfined)
    #expect(await child.exit() == .signal(9))
    #expect(!Inmates.lives(mark))
  }

  @Test func aConfinedProgramCannotKillItsSupervisor() async throws {
    guard SandboxSupport.here.landlock >= 6 else { return }
    let outcome = try await inmates.run("kill -9 $PPID || echo refused")
    #expect(outcome.text.contains("refused"))
    #expect(outcome.exit == .code(0))
  }

  @Test func itDoesNotOutliveItsParent() async throws {
    let script = "'\(Inmates.martlet)' sandbox --parent $$ --off -- sh -c 'setsid sleep \(mark) & echo ready; wait' &"
    let parent = try ChildProcess.start(
      ["/bin/sh", "-c", script + "read x"], environment: ProgramEnvironment.clean(home: "/"), folder: "/", input: .pipe)
    #expect(await Inmates.line(parent.output) == "ready")
    ProcessTree.end(parent.number, .now)
    #expect(await parent.exit() == .signal(9))
    // The end of its output is told when nobody holds it any more.
    while await parent.output.next() != nil {}
    while Inmates.lives(mark) { try await Loop.sleep(for: .milliseconds(5)) }
  }

  private func confinement(_ isEnforced: Bool) -> Confinement { isEnforced ? inmates.confined : .unconfined }

  /// A program that says `free` and would then never end.
  private func endsWhole(_ script: String, _ isEnforced: Bool) async throws {
    let child = try inmates.start(script, confinement(isEnforced), shell: ["/usr/bin/python3", "-c"])
    #expect(await Inmates.line(child.output) == "free")
    #expect(Inmates.lives(mark))
    _ = await child.end(grace: .milliseconds(50))
    #expect(!Inmates.lives(mark))
  }
}
