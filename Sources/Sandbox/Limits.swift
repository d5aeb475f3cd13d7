internal import CLinux
internal import Glibc
internal import Kernel

/// What a program may use up, set for this process and all that it starts.
enum Limits {
  static func apply(_ limits: SandboxLimits) {
    set(RLIMIT_CORE, 0)
    set(RLIMIT_FSIZE, limits.fileBytes)
    set(RLIMIT_NOFILE, limits.openFiles)
    set(__RLIMIT_NPROC, limits.processes + count(of: getuid()))
    setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Int32(limits.niceness))
    // When memory runs out, it is not Martlet that goes.
    if let file = try? FileDescriptor.open("/proc/self/oom_score_adj", for: .appending) {
      try? file.writeAll(Array("500".utf8))
    }
  }

  private static func set(_ kind: __rlimit_resource, _ value: Int) {
    var limit = rlimit()
    let kind = __rlimit_resource_t(kind.rawValue)
    guard getrlimit(kind, &limit) == 0 else { return }
    limit.rlim_max = min(limit.rlim_max, rlim_t(value))
    limit.rlim_cur = limit.rlim_max
    setrlimit(kind, &limit)
  }

  /// The processes and threads of a user: the kernel counts them all against its limit.
  private static func count(of user: uid_t) -> Int {
    let numbers = ((try? FileSystem.entries(of: "/proc")) ?? []).filter { Int32($0) != nil }
    return numbers.reduce(0) { count, number in
      var status = stat()
      guard stat("/proc/\(number)", &status) == 0, status.st_uid == user else { return count }
      // Links are counted for a folder: two, and one a thread.
      guard stat("/proc/\(number)/task", &status) == 0 else { return count }
      return count + max(1, Int(status.st_nlink) - 2)
    }
  }
}
