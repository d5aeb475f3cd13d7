internal import CLinux
internal import Glibc
internal import Kernel

/// The process that becomes the program: it builds its walls and then steps into them.
enum Inmate {
  /// isFrozen: the kernel lets us freeze the world around the writable folders
  static func run(_ order: SandboxOrder, temporaryFolder: String?, isFrozen: Bool) -> Never {
    setsid()
    // The supervisor is ended first only by force.
    _ = linux_follow_parent(SIGKILL)
    setenv("TMPDIR", temporaryFolder ?? order.confinement.writable.first ?? "/tmp", 1)
    Limits.apply(order.confinement.limits)
    if order.confinement.isEnforced {
      var confinement = order.confinement
      if let temporaryFolder { confinement.writable.append(temporaryFolder) }
      do {
        if isFrozen { try FrozenWorld.enter(sparing: confinement.writable) }
        try confine(confinement, hasOwnMemory: isFrozen)
      } catch { Supervisor.refuse("\(error)") }
    }
    var none = sigset_t()
    sigemptyset(&none)
    sigprocmask(SIG_SETMASK, &none, nil)
    let code = withCStrings(order.program) { words in
      execvp(words[0]!, words)
      return errno
    }
    Machine.write("\(order.program[0]): \(SystemError("exec", code: code))\n", to: .error)
    exit(code == ENOENT ? 127 : 126)
  }

  private static func confine(_ confinement: Confinement, hasOwnMemory: Bool) throws(SystemError) {
    if let refusal = SandboxSupport.here.refusal { Supervisor.refuse(refusal) }
    guard linux_drop_capabilities() == 0 else { throw SystemError("capset") }
    guard linux_refuse_privileges() == 0 else { throw SystemError("no_new_privs") }
    try enforceLandlock(confinement, hasOwnMemory: hasOwnMemory)
    let filter = SystemCallFilter(
      SystemCallFilter.Machine.here!, network: confinement.network, refusesTruncate: Landlock.version < 3)
    guard linux_filter_calls(filter.instructions, UInt16(filter.instructions.count)) == 0 else {
      throw SystemError("seccomp")
    }
  }

  private static func enforceLandlock(_ confinement: Confinement, hasOwnMemory: Bool) throws(SystemError) {
    let closes = confinement.network && !confinement.closedPorts.isEmpty
    let landlock = try Landlock(closesPorts: closes)
    let system = SystemPaths(hiding: confinement.hidden)
    for path in system.programs + confinement.readable { try landlock.allow(path, .running) }
    for path in system.settings + SystemPaths.facts { try landlock.allow(path, .reading) }
    for path in SystemPaths.devices { try landlock.allow(path, .device) }
    if confinement.network { for path in SystemPaths.names { try landlock.allow(path, .reading) } }
    let everything = Landlock.Access.all(version: Landlock.version).subtracting([.makeDevices, .deviceControl])
    let writable = confinement.writable + (hasOwnMemory ? [FrozenWorld.memory] : [])
    for path in writable { try landlock.allow(path, everything) }
    if closes { try landlock.allowPorts(but: Set(confinement.closedPorts)) }
    try landlock.enforce()
  }
}
