internal import CLinux
internal import Glibc
internal import Kernel

/// `martlet sandbox`: starts a program and stays above it, until it and all that it started are gone.
///
/// It is the subreaper: whoever loses its parent below becomes its own child, so nothing leaves the tree by
/// forking twice or by a session of its own. The program cannot signal it where the kernel has Landlock 6.
public enum Supervisor {
  /// Never returns: ends as the program ended.
  public static func run(_ words: [String]) -> Never {
    guard let order = SandboxOrder(words: words) else { refuse("martlet runs this by itself") }
    stay(under: order.parent)
    // From here on nothing interrupts: signals wait until they are asked for.
    var all = sigset_t()
    sigfillset(&all)
    sigprocmask(SIG_BLOCK, &all, nil)
    let folder = makeTemporaryFolder()
    let program = start(order, folder)
    letGoOfStreams()
    let exit = watch(program)
    endAll()
    if let folder { FileSystem.removeTree(folder) }
    end(as: exit)
  }

  private static func start(_ order: SandboxOrder, _ folder: String?) -> Int32 {
    let isFrozen = order.confinement.isEnforced && FrozenWorld.isPossible
    let program = linux_fork()
    guard program >= 0 else { refuse("cannot start a process: \(SystemError("fork"))") }
    if program == 0 { Inmate.run(order, temporaryFolder: folder, isFrozen: isFrozen) }
    return program
  }

  static func refuse(_ words: String) -> Never {
    Machine.write("martlet sandbox: \(words)\n", to: .error)
    exit(125)
  }

  // If the parent dies, even by SIGKILL, we are told to end it all.
  private static func stay(under parent: Int32) {
    _ = linux_follow_parent(SIGQUIT)
    _ = linux_adopt_orphans()
    if getppid() != parent { exit(125) }
  }

  private static func makeTemporaryFolder() -> String? {
    var name = Array("/tmp/martlet-XXXXXX".utf8CString)
    return mkdtemp(&name) == nil ? nil : name.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  // Whoever reads what the program writes shall meet its end when the program's own end is closed.
  private static func letGoOfStreams() {
    let nothing = open("/dev/null", O_RDWR)
    for stream in Int32(0)...2 { dup2(nothing, stream) }
    close(nothing)
  }

  /// Returns when the program has ended, or all shall.
  private static func watch(_ program: Int32) -> ProcessExit {
    var all = sigset_t()
    sigfillset(&all)
    while true {
      var signal: Int32 = 0
      sigwait(&all, &signal)
      switch signal {
      case SIGTERM, SIGINT, SIGHUP: ProcessTree.end(below: getpid(), .please)
      case SIGQUIT: return .signal(SIGKILL)
      case SIGCHLD: if let exit = reap(program).exit { return exit }
      default: break
      }
    }
  }

  /// Takes in all that has ended: how `program` did, and whether anybody is left.
  private static func reap(_ program: Int32 = 0) -> (exit: ProcessExit?, isLeft: Bool) {
    var exit: ProcessExit?
    while true {
      var status: Int32 = 0
      let number = waitpid(-1, &status, WNOHANG)
      if number <= 0 { return (exit, number == 0) }
      if number == program { exit = ProcessExit(status: status) }
    }
  }

  private static func endAll() {
    while reap().isLeft {
      if ProcessTree.end(below: getpid(), .now).living.isEmpty { usleep(1000) }
    }
  }

  private static func end(as exit: ProcessExit) -> Never {
    guard case .signal(let number) = exit else {
      if case .code(let code) = exit { Glibc.exit(code) }
      Glibc.exit(125)
    }
    var core = rlimit()
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &core)
    signal(number, SIG_DFL)
    kill(getpid(), number)
    var only = sigset_t()
    sigemptyset(&only)
    sigaddset(&only, number)
    sigprocmask(SIG_UNBLOCK, &only, nil)
    Glibc.exit(128 + number)
  }
}
