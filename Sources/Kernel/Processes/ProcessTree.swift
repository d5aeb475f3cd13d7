internal import Glibc

/// Programs and what they started in turn.
public enum ProcessTree {
  public enum Urge: Sendable {
    /// It may tidy up (SIGTERM).
    case please
    /// Nothing happens: it is only found.
    case none
    /// A supervisor kills all that is below it (SIGQUIT).
    case atOnce
    /// The kernel takes it away (SIGKILL).
    case now

    var signal: Int32 {
      switch self {
      case .please: SIGTERM
      case .none: 0
      case .atOnce: SIGQUIT
      case .now: SIGKILL
      }
    }
  }

  /// One that is not there is ended already.
  public static func end(_ number: Int32, _ urge: Urge) { kill(number, urge.signal) }

  /// Signals all that `root` started and what those started, as far as one look at `/proc` tells; each as it
  /// is met, so that a chain of forks has no time between look and signal. Those in `spared` are left alone,
  /// with all below them.
  ///
  /// returns: who was signalled, and the dead that nobody has waited for
  @discardableResult
  public static func end(
    below root: Int32, sparing spared: Set<Int32> = [], _ urge: Urge
  ) -> (living: [Int32], dead: [Int32]) {
    var tree: Set = [root]
    var (living, dead): ([Int32], [Int32]) = ([], [])
    guard let folder = opendir("/proc") else { return ([], []) }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      guard let number = number(of: entry), !spared.contains(number), let process = look(number) else { continue }
      guard tree.contains(process.parent) else { continue }
      tree.insert(number)
      guard !process.isDead else {
        dead.append(number)
        continue
      }
      kill(number, urge.signal)
      living.append(number)
    }
    return (living, dead)
  }

  /// Waits for the dead among our children; the others are not ours to wait for.
  public static func reap(_ numbers: [Int32]) {
    for number in numbers { waitpid(number, nil, WNOHANG) }
  }

  private static func number(of entry: UnsafeMutablePointer<dirent>) -> Int32? {
    withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { Int32(String(cString: $0)) }
    }
  }

  /// From `number (name) state parent …`, where the name may hold anything (proc_pid_stat(5)).
  private static func look(_ number: Int32) -> (parent: Int32, isDead: Bool)? {
    let raw = open("/proc/\(number)/stat", O_RDONLY | O_CLOEXEC)
    guard raw >= 0 else { return nil }
    defer { close(raw) }
    var buffer = [UInt8](repeating: 0, count: 512)
    let count = read(raw, &buffer, buffer.count)
    guard count > 0, let end = buffer[..<count].lastIndex(of: UInt8(ascii: ")")) else { return nil }
    let words = buffer[(end + 1)..<count].split(separator: UInt8(ascii: " "), maxSplits: 2)
    guard words.count > 1, let parent = Int32(String(decoding: words[1], as: UTF8.self)) else { return nil }
    return (parent, words[0].first == UInt8(ascii: "Z"))
  }
}
