internal import CLinux
internal import Glibc
internal import Kernel

/// A ruleset of the kernel's Landlock: what it handles is refused unless a rule allows it (landlock(7)).
struct Landlock: ~Copyable {
  struct Access: OptionSet {
    let rawValue: UInt64
    static let execute = Access(rawValue: 1 << 0)
    static let writeFile = Access(rawValue: 1 << 1)
    static let readFile = Access(rawValue: 1 << 2)
    static let readFolder = Access(rawValue: 1 << 3)
    static let makeDevices = Access(rawValue: 1 << 6 | 1 << 11)
    static let truncate = Access(rawValue: 1 << 14)
    static let deviceControl = Access(rawValue: 1 << 15)

    static let reading: Access = [.readFile, .readFolder]
    static let running: Access = [.reading, .execute]
    static let device: Access = [.readFile, .writeFile, .truncate]
    /// What can be said of a file; the rest is for folders.
    static let ofFiles: Access = [.execute, .writeFile, .readFile, .truncate, .deviceControl]

    /// All that a version of Landlock can refuse.
    static func all(version: Int) -> Access {
      let bits =
        switch version {
        case ..<2: 13
        case 2: 14
        case 3, 4: 15
        default: 16
        }
      return Access(rawValue: 1 << bits - 1)
    }
  }

  private static let connecting: UInt64 = 1 << 1

  /// What the kernel offers: 0 for nothing.
  static let version = Int(max(0, linux_landlock_version()))

  private let ruleset: FileDescriptor
  private let handled: Access

  /// closesPorts: TCP connections need a rule too, where the kernel knows how
  init(closesPorts: Bool) throws(SystemError) {
    handled = Access.all(version: Self.version)
    let network = closesPorts && Self.version >= 4 ? Self.connecting : 0
    // No signal, and no abstract socket, to whom is not confined with us.
    let scopes: UInt64 = Self.version >= 6 ? 1 << 0 | 1 << 1 : 0
    let raw = linux_landlock_ruleset(handled.rawValue, network, scopes)
    ruleset = try FileDescriptor(owning: raw, from: "landlock_create_ruleset")
  }

  /// Allows `access` to a file, or to a folder with all below it. One that is not there needs no rule.
  borrowing func allow(_ path: String, _ access: Access) throws(SystemError) {
    let raw = linux_open_path(path)
    if raw < 0, [ENOENT, ENOTDIR, EACCES].contains(errno) { return }
    let file = try FileDescriptor(owning: raw, from: "open \(path)")
    var status = stat()
    guard fstat(file.raw, &status) == 0 else { throw SystemError("fstat \(path)") }
    var allowed = access.intersection(handled)
    if status.st_mode & S_IFMT != S_IFDIR { allowed.formIntersection(.ofFiles) }
    guard linux_landlock_allow_path(ruleset.raw, file.raw, allowed.rawValue) == 0 else {
      throw SystemError("landlock_add_rule \(path)")
    }
  }

  /// Allows connections to every TCP port but these. Landlock has no rule that forbids: 65,000 that allow.
  borrowing func allowPorts(but closed: Set<UInt16>) throws(SystemError) {
    guard Self.version >= 4 else { return }
    for port in 0...UInt16.max where !closed.contains(port) {
      guard linux_landlock_allow_port(ruleset.raw, port, Self.connecting) == 0 else {
        throw SystemError("landlock_add_rule \(port)")
      }
    }
  }

  /// For this thread and all that it starts, for ever.
  consuming func enforce() throws(SystemError) {
    guard linux_landlock_enforce(ruleset.raw) == 0 else { throw SystemError("landlock_restrict_self") }
  }
}
