internal import Kernel

/// Which run of the kernel this is: what was written without fsync outlives a process, not a power cut.
enum Boot {
  /// A few hex digits of the kernel's boot id; a random word where there is none.
  static func current() -> String {
    (try? read("/proc/sys/kernel/random/boot_id")) ?? Epoch.random()
  }

  private static func read(_ path: String) throws -> String {
    let file = try FileDescriptor.open(path, for: .reading)
    return String(decoding: try file.read(at: 0, count: 8), as: UTF8.self)
  }
}
