internal import Glibc

/// Names in folders. Every call may block on the disk.
public enum FileSystem {
  /// Makes a folder with mode 0700; one that is there already is fine.
  public static func makeFolder(_ path: String) throws(SystemError) {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw SystemError("mkdir \(path)") }
  }

  /// The names in a folder, in no order, without `.` and `..`.
  public static func entries(of path: String) throws(SystemError) -> [String] {
    guard let folder = opendir(path) else { throw SystemError("opendir \(path)") }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Takes the place of `new` in one step (rename(2)); durable after `syncFolder`.
  public static func rename(_ old: String, to new: String) throws(SystemError) {
    guard Glibc.rename(old, new) == 0 else { throw SystemError("rename \(old)") }
  }

  /// A second name for the same bytes.
  public static func link(_ old: String, to new: String) throws(SystemError) {
    guard Glibc.link(old, new) == 0 else { throw SystemError("link \(old)") }
  }

  /// What a process without privileges may still write there, in bytes; nil if the file system does not say.
  public static func freeBytes(at path: String) -> Int? {
    let raw = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard let folder = try? FileDescriptor(owning: raw, from: "open") else { return nil }
    var info = statvfs()
    guard fstatvfs(folder.raw, &info) == 0 else { return nil }
    return Int(clamping: UInt64(info.f_bavail) * UInt64(info.f_frsize))
  }

  /// What the files of a folder take on the disk, in bytes, without those of folders within.
  public static func bytes(inFilesOf folder: String) throws(SystemError) -> Int {
    var sum = 0
    for name in try entries(of: folder) {
      var info = stat()
      if lstat(folder + "/" + name, &info) == 0 { sum += Int(info.st_size) }
    }
    return sum
  }

  /// A file that is not there is removed already.
  public static func remove(_ path: String) throws(SystemError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw SystemError("unlink \(path)") }
  }

  /// An empty folder.
  public static func removeFolder(_ path: String) throws(SystemError) {
    guard rmdir(path) == 0 else { throw SystemError("rmdir \(path)") }
  }

  /// Of a file or folder, links followed; nil if it is not there or not to be seen.
  public static func status(of path: String) -> FileStatus? {
    var info = stat()
    return stat(path, &info) == 0 ? FileStatus(info) : nil
  }

  public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Makes the names in a folder durable.
  public static func syncFolder(_ path: String) throws(SystemError) {
    let raw = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard raw >= 0 else { throw SystemError("open \(path)") }
    defer { close(raw) }
    guard fsync(raw) == 0 else { throw SystemError("fsync \(path)") }
  }

  /// All bytes of a file that lies, links followed, within `folder`; any other is not found.
  public static func read(_ path: String, within folder: String) throws(SystemError) -> [UInt8] {
    let (inner, outer) = (try realPath(path), try realPath(folder))
    guard inner.hasPrefix(outer + "/") else { throw SystemError("open \(path)", code: ENOENT) }
    let file = try FileDescriptor.open(inner, for: .reading)
    return try file.read(at: 0, count: try file.size())
  }

  private static func realPath(_ path: String) throws(SystemError) -> String {
    guard let resolved = realpath(path, nil) else { throw SystemError("realpath \(path)") }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
