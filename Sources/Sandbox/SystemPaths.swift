internal import Glibc
internal import Kernel

/// What every confined program may read of the system.
struct SystemPaths {
  /// Facts of the machine. Of other processes the kernel shows a confined one their words alone: no memory, no
  /// variables, no open files.
  static let facts = ["/proc", "/sys/devices/system", "/sys/fs/cgroup"]

  static let devices = ["/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"]

  /// Where the names of machines are looked up, for those who may use the network: what `/etc/resolv.conf` may lead to.
  static let names = [
    "/run/systemd/resolve", "/run/resolvconf", "/run/NetworkManager/resolv.conf", "/run/connman/resolv.conf",
  ]

  private let hidden: [String]

  /// hidden: files and folders to leave out: absolute, without links and a slash at the end
  init(hiding hidden: [String]) { self.hidden = hidden }

  /// Programs, libraries, and what belongs to them.
  var programs: [String] {
    let places = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/opt", "/nix/store", "/gnu/store"]
    return places.flatMap { around($0) }
  }

  /// What everybody may read in `/etc`: our user may be allowed more, such as the file with Martlet's keys.
  var settings: [String] { openToAll(in: "/etc") }

  /// `path`, or if something in it is hidden, all else that is in it. Links need rules of their own.
  func around(_ path: String) -> [String] {
    if hidden.contains(path) { return [] }
    guard hidden.contains(where: { $0.hasPrefix(path + "/") }) else { return [path] }
    let inner = ((try? FileSystem.entries(of: path)) ?? []).map { path + "/" + $0 }
    return inner.filter { Self.kind($0) != S_IFLNK }.flatMap { around($0) }
  }

  func openToAll(in path: String) -> [String] { look(path).open }

  /// What is open at and below `path`, and whether that is all of it.
  private func look(_ path: String) -> (open: [String], isAll: Bool) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return ([], true) }
    if status.st_mode & S_IFMT == S_IFLNK { return ([], true) }
    guard status.st_mode & S_IROTH != 0, !hidden.contains(path) else { return ([], false) }
    guard status.st_mode & S_IFMT == S_IFDIR else { return ([path], true) }
    let inner = ((try? FileSystem.entries(of: path)) ?? []).map { look(path + "/" + $0) }
    let isAll = inner.allSatisfy(\.isAll)
    return (isAll ? [path] : inner.flatMap(\.open), isAll)
  }

  private static func kind(_ path: String) -> mode_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }
}
