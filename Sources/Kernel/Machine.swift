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

  /// The machine's own name, without a domain.
  public static var hostName: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
    return name.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  /// Allows as many open descriptors as the system lets us: a stream each is a descriptor each.
  public static func raiseDescriptorLimit() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }

  /// Ends the process now.
  public static func exit(_ code: Int32) -> Never { Glibc.exit(code) }
}
