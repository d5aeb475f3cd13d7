internal import CLinux
internal import Glibc
internal import Kernel

/// All of the file system read-only but the folders that are spared, for this process and all that it starts.
///
/// Landlock does not know of modes, owners, times and attributes of files (landlock(7), "Limitations"): where
/// the kernel lets us have mounts of our own, nothing of that changes either. Shared memory is the process's own.
enum FrozenWorld {
  static let memory = "/dev/shm"

  /// Tried in a process that is thrown away: a half of it would be worse than none.
  static var isPossible: Bool {
    let trial = linux_fork()
    if trial == 0 { _exit((try? enter(sparing: [])) == nil ? 1 : 0) }
    return trial > 0 && SpawnedProcess.exit(of: trial) == .code(0)
  }

  /// What the kernel's settings tell without a trial, for which one must be alone in one's process.
  static var isLikely: Bool {
    setting("user/max_user_namespaces") != 0 && setting("kernel/unprivileged_userns_clone") != 0
      && setting("kernel/apparmor_restrict_unprivileged_userns") != 1
  }

  static func enter(sparing folders: [String]) throws(SystemError) {
    let (user, group) = (getuid(), getgid())
    guard linux_own_mounts() == 0 else { throw SystemError("unshare") }
    try write("deny", to: "setgroups")
    try write("\(user) \(user) 1", to: "uid_map")
    try write("\(group) \(group) 1", to: "gid_map")
    for folder in folders { guard linux_bind(folder) == 0 else { throw SystemError("mount \(folder)") } }
    guard linux_set_read_only("/", 1, 1) == 0 else { throw SystemError("mount_setattr /") }
    for folder in folders {
      guard linux_set_read_only(folder, 0, 1) == 0 || linux_set_read_only(folder, 0, 0) == 0 else {
        throw SystemError("mount_setattr \(folder)")
      }
    }
    guard linux_mount_memory(memory) == 0 else { throw SystemError("mount \(memory)") }
    try enterFolderAgain()
  }

  // The folder we stand in is still the one below the new mounts.
  private static func enterFolderAgain() throws(SystemError) {
    guard let path = getcwd(nil, 0) else { throw SystemError("getcwd") }
    defer { free(path) }
    guard chdir(path) == 0 else { throw SystemError("chdir") }
  }

  private static func write(_ text: String, to name: String) throws(SystemError) {
    try FileDescriptor.open("/proc/self/" + name, for: .appending).writeAll(Array(text.utf8))
  }

  /// nil if the kernel has no such setting.
  private static func setting(_ name: String) -> Int? {
    guard let file = try? FileDescriptor.open("/proc/sys/" + name, for: .reading) else { return nil }
    guard let bytes = try? file.read(at: 0, count: 16) else { return nil }
    return Int(String(decoding: bytes.prefix { $0 > 0x20 }, as: UTF8.self))
  }
}
