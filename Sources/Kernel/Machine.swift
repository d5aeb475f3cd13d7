internal import CLinux
internal import Glibc

/// What the process shares with the machine around it.
public enum Machine {
  public enum Stream: Int32, Sendable {
    case output = 1
    case error = 2
  }

  /// Writes whole text at once; what a closed pipe does not take is lost.
  public static func write(_ text: String, to stream: Stream) {
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(stream.rawValue, $0.baseAddress! + done, $0.count - done) }
      if count < 0 && errno != EINTR { return }
      done += max(0, count)
    }
  }

  public static func isTerminal(_ stream: Stream) -> Bool { isatty(stream.rawValue) == 1 }

  /// Whether a stream goes to systemd's journal: then `name`, its `JOURNAL_STREAM`, is the stream's device and inode.
  public static func isJournal(_ stream: Stream, named name: String?) -> Bool {
    var info = stat()
    guard let name, fstat(stream.rawValue, &info) == 0 else { return false }
    return name == "\(info.st_dev):\(info.st_ino)"
  }

  /// A line from standard input, which a terminal does not show; nil at the end of input.
  public static func readSecretLine() -> String? {
    var shown = termios()
    let isTerminal = tcgetattr(0, &shown) == 0
    if isTerminal {
      var hidden = shown
      hidden.c_lflag &= ~tcflag_t(ECHO)
      tcsetattr(0, TCSAFLUSH, &hidden)
    }
    defer { if isTerminal { tcsetattr(0, TCSAFLUSH, &shown) } }
    return readLine()
  }

  /// The machine's own name, without a domain.
  public static var hostName: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
    return name.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  /// Allows as many open descriptors as the system lets us: a stream each is a descriptor each.
  ///
  /// returns: how many may now be open at once; nil if the system does not say
  public static func raiseDescriptorLimit() -> Int? {
    let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    var limit = rlimit()
    guard getrlimit(kind, &limit) == 0 else { return nil }
    var raised = limit
    raised.rlim_cur = limit.rlim_max
    return Int(clamping: setrlimit(kind, &raised) == 0 ? raised.rlim_cur : limit.rlim_cur)
  }

  /// What this process uses.
  public struct Usage: Sendable {
    /// Processor time of all threads, in ours and in the kernel.
    public var cpuMilliseconds = 0
    public var residentBytes = 0
    public var descriptors = 0
  }

  /// Zero where the system does not say.
  public static var process: Usage {
    var usage = Usage()
    var times = rusage()
    if getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &times) == 0 {
      let (user, system) = (times.ru_utime, times.ru_stime)
      usage.cpuMilliseconds = (user.tv_sec + system.tv_sec) * 1000 + Int(user.tv_usec + system.tv_usec) / 1000
    }
    usage.residentBytes = residentPages * sysconf(Int32(_SC_PAGESIZE))
    usage.descriptors = (try? FileSystem.entries(of: "/proc/self/fd"))?.count ?? 0
    return usage
  }

  private static var residentPages: Int {
    var text = [UInt8](repeating: 0, count: 128)
    guard let file = try? FileDescriptor.open("/proc/self/statm", for: .reading),
      let count = try? file.read(into: &text)
    else { return 0 }
    return String(decoding: text[..<count], as: UTF8.self).split(separator: " ").dropFirst().first.flatMap { Int($0) }
      ?? 0
  }

  /// Closes our memory, and the variables in it, to all other programs of our user (`/proc/PID/mem`, ptrace).
  public static func hideMemory() { _ = linux_hide_memory() }

  /// Ends the process now.
  public static func exit(_ code: Int32) -> Never { Glibc.exit(code) }
}
