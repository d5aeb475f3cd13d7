internal import Glibc
internal import Kernel

/// What every confined program may read of the system.
enum SystemPaths {
  /// Programs, libraries, and what belongs to them.
  static let programs = [
    "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/opt", "/nix/store", "/gnu/store",
  ]

  /// Facts of the machine. Of other processes the kernel shows a confined one their names alone: no memory, no
  /// variables, no open files.
  static let facts = ["/proc", "/sys/devices/system", "/sys/fs/cgroup"]

  static let devices = ["/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"]

  /// Where the names of machines are looked up, for those who may use the network: what `/etc/resolv.conf` may lead to.
  static let names = [
    "/run/systemd/resolve", "/run/resolvconf", "/run/NetworkManager/resolv.conf", "/run/connman/resolv.conf",
  ]

  /// The files and folders in `folder` that everybody may read. Whoever is root could read the others too.
  static func openToAll(in folder: String) -> [String] {
    getuid() == 0 ? look(folder).open : [folder]
  }

  /// What is open at and below `path`, and whether that is all of it.
  private static func look(_ path: String) -> (open: [String], isAll: Bool) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return ([], true) }
    // Where it leads needs a rule of its own.
    if status.st_mode & S_IFMT == S_IFLNK { return ([], true) }
    guard status.st_mode & S_IROTH != 0 else { return ([], false) }
    guard status.st_mode & S_IFMT == S_IFDIR else { return ([path], true) }
    let inner = ((try? FileSystem.entries(of: path)) ?? []).map { look(path + "/" + $0) }
    let isAll = inner.allSatisfy(\.isAll)
    return (isAll ? [path] : inner.flatMap(\.open), isAll)
  }
}
