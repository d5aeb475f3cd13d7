import EventLoop
import Glibc
import Kernel
import Sandbox
import TestSupport
import Testing

@Suite(.onLoop, .serialized) @Loop struct LimitsTests {
  private let inmates: Inmates

  init() throws { inmates = try Inmates() }

  @Test func aFileIsBounded() async throws {
    var confinement = inmates.confined
    confinement.limits.fileBytes = 1 << 20
    let script = "head -c 3000000 /dev/zero > big; s=$?; stat -c %s big; exit $s"
    #expect(try await inmates.run(script, confinement).text.hasSuffix("1048576\n"))
    #expect(try await inmates.run(script) == .init(text: "3000000\n", exit: .code(0)))
  }

  @Test func openFilesAreBounded() async throws {
    var confinement = inmates.confined
    confinement.limits.openFiles = 64
    let script = "f = [open('/dev/null') for _ in range(100)]"
    #expect(try await inmates.python(script, confinement).exit != .code(0))
    #expect(try await inmates.python(script).exit == .code(0))
  }

  @Test func nothingIsDumpedAndMartletGoesFirst() async throws {
    let text = try await inmates.run("ulimit -c; nice; cat /proc/self/oom_score_adj").text
    #expect(text == "0\n5\n500\n")
  }

  // The kernel does not hold root to it: the bomb goes off as nobody.
  @Test(.enabled(if: getuid() == 0), arguments: [20, 500]) func forksAreBounded(processes: Int) async throws {
    let bomb = """
      import os, time
      for _ in range(100):
        try: child = os.fork()
        except OSError: print("bounded"); break
        if not child: time.sleep(1000)
      """
    chmod(inmates.folder.path, 0o777)
    var confinement = inmates.confined
    confinement.limits.processes = processes
    let command = confinement.command(["/usr/bin/python3", "-c", bomb], supervisor: Inmates.martlet)
    let child = try ChildProcess.start(
      ["/usr/bin/setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"] + command,
      environment: ProgramEnvironment.clean(home: inmates.folder.path), folder: inmates.folder.path, errors: .merged)
    #expect(await Inmates.text(child.output) == (processes == 20 ? "bounded\n" : ""))
    #expect(await child.exit() == .code(0))
  }
}
