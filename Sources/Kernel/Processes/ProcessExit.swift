internal import Glibc

/// How a program ended.
public enum ProcessExit: Hashable, Sendable, CustomStringConvertible {
  case code(Int32)
  case signal(Int32)

  /// From what wait(2) calls a status.
  package init(status: Int32) {
    let signal = status & 0x7F
    self = signal == 0 ? .code(status >> 8 & 0xFF) : .signal(signal)
  }

  /// As a shell puts it: signals are counted from 128 on.
  public var shellCode: Int {
    switch self {
    case .code(let code): Int(code)
    case .signal(let number): 128 + Int(number)
    }
  }

  /// Such as `exit status 1` or `SIGKILL`.
  public var description: String {
    switch self {
    case .code(let code): "exit status \(code)"
    case .signal(let number): Self.names[number] ?? "signal \(number)"
    }
  }

  private static let names: [Int32: String] = [
    SIGHUP: "SIGHUP", SIGINT: "SIGINT", SIGQUIT: "SIGQUIT", SIGILL: "SIGILL", SIGTRAP: "SIGTRAP",
    SIGABRT: "SIGABRT", SIGBUS: "SIGBUS", SIGFPE: "SIGFPE", SIGKILL: "SIGKILL", SIGUSR1: "SIGUSR1",
    SIGSEGV: "SIGSEGV", SIGUSR2: "SIGUSR2", SIGPIPE: "SIGPIPE", SIGALRM: "SIGALRM", SIGTERM: "SIGTERM",
    SIGXCPU: "SIGXCPU", SIGXFSZ: "SIGXFSZ", SIGSYS: "SIGSYS",
  ]
}
