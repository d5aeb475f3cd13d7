internal import CLinux
internal import Glibc

/// An open folder, out of which no path leads: neither `..` nor a link nor a race with whoever moves folders about.
///
/// Links that stay inside are followed. Where the kernel cannot tell (before Linux 5.6), none is, and `..` is
/// refused. A path that leads out throws `EXDEV`. Every call may block on the disk.
public struct Folder: ~Copyable, Sendable {
  /// Who finds the way: the kernel in one step, or we, folder by folder.
  package enum Way: Sendable { case kernel, onFoot }

  private let descriptor: FileDescriptor
  package let way: Way

  /// The folder at an absolute path, links followed.
  public init(_ path: String) throws(SystemError) { try self.init(path, by: .kernel) }

  package init(_ path: String, by way: Way) throws(SystemError) {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
    descriptor = try FileDescriptor(owning: Glibc.open(try checked(path), flags), from: "open")
    self.way = way
  }

  private init(_ descriptor: consuming FileDescriptor, _ way: Way) {
    self.descriptor = descriptor
    self.way = way
  }

  /// A folder beneath this one; `.` is this one again.
  public borrowing func folder(_ path: String) throws(SystemError) -> Folder {
    Folder(try open(path, O_RDONLY | O_DIRECTORY), way)
  }

  /// A file to read: nothing but a file, since a pipe would wait for its writer and a device may have no end.
  public borrowing func file(_ path: String) throws(SystemError) -> FileDescriptor {
    let file = try open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
    guard try file.fileStatus().kind == .file else { throw SystemError("open", code: EINVAL) }
    return file
  }

  /// A new file of this folder, to write; a name that is taken, be it by a link, throws `EEXIST`.
  public borrowing func create(_ name: String, mode: UInt32) throws(SystemError) -> FileDescriptor {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    return try FileDescriptor(owning: openat(raw, try single(name), flags, mode_t(mode)), from: "open")
  }

  /// A new folder in this one; one that is there already is fine.
  public borrowing func makeFolder(_ name: String) throws(SystemError) {
    guard mkdirat(raw, try single(name), 0o777) == 0 || errno == EEXIST else { throw SystemError("mkdir") }
  }

  /// What stands under a name of this folder itself, links not followed; nil if nothing does.
  public borrowing func status(of name: String) throws(SystemError) -> FileStatus? {
    var native = stat()
    if fstatat(raw, try single(name), &native, AT_SYMLINK_NOFOLLOW) == 0 { return FileStatus(native) }
    if errno == ENOENT { return nil }
    throw SystemError("stat")
  }

  /// What a link of this folder says; nil if the name is no link.
  public borrowing func target(of name: String) throws(SystemError) -> String? {
    var text = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let name = try single(name)
    let count = text.withUnsafeMutableBytes { readlinkat(raw, name, $0.baseAddress!, $0.count) }
    if count >= 0 { return String(decoding: text[..<count], as: UTF8.self) }
    if errno == EINVAL || errno == ENOENT { return nil }
    throw SystemError("readlink")
  }

  /// Takes the place of `new` in one step. Not replacing: a name that is taken throws `EEXIST`.
  public borrowing func rename(_ old: String, to new: String, replacing: Bool) throws(SystemError) {
    let (old, new) = (try single(old), try single(new))
    if !replacing {
      if linux_rename_new(raw, old, new) == 0 { return }
      // Not every file system can; there the caller's look before it must do.
      guard errno == EINVAL || errno == ENOSYS else { throw SystemError("rename") }
    }
    guard renameat(raw, old, raw, new) == 0 else { throw SystemError("rename") }
  }

  /// A file that is not there is removed already.
  public borrowing func remove(_ name: String) throws(SystemError) {
    guard unlinkat(raw, try single(name), 0) == 0 || errno == ENOENT else { throw SystemError("unlink") }
  }

  /// The names in the folder, in no order, without `.` and `..`; at most `limit`.
  public borrowing func entries(atMost limit: Int) throws(SystemError) -> [String] {
    let copy = openat(raw, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0 else { throw SystemError("open") }
    guard let folder = fdopendir(copy) else {
      close(copy)
      throw SystemError("opendir")
    }
    defer { closedir(folder) }
    var names: [String] = []
    while names.count < limit, let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Makes the names in the folder durable.
  public borrowing func sync() throws(SystemError) { try descriptor.sync() }

  private var raw: Int32 { descriptor.raw }

  private borrowing func open(_ path: String, _ flags: Int32) throws(SystemError) -> FileDescriptor {
    let path = try checked(path)
    guard way == .kernel else { return try walk(path, flags) }
    for _ in 0..<64 {
      let opened = linux_open_beneath(raw, path, flags | O_CLOEXEC, 0)
      if opened >= 0 { return try FileDescriptor(owning: opened, from: "open") }
      switch errno {
      // Somebody renamed a folder on the way: the kernel cannot be sure, and says so (openat2(2)).
      case EAGAIN, EINTR: continue
      // An old kernel, or a container's filter that does not know the call.
      case ENOSYS, EPERM: return try walk(path, flags)
      default: throw SystemError("open")
      }
    }
    throw SystemError("open", code: EAGAIN)
  }

  private borrowing func walk(_ path: String, _ flags: Int32) throws(SystemError) -> FileDescriptor {
    guard !path.hasPrefix("/") else { throw SystemError("open", code: EXDEV) }
    let names = path.split(separator: "/").filter { $0 != "." }.map(String.init)
    guard !names.contains("..") else { throw SystemError("open", code: EXDEV) }
    var here = try FileDescriptor(owning: openat(raw, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), from: "open")
    for name in names.dropLast() {
      let next = openat(here.raw, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      here = try FileDescriptor(owning: next, from: "open")
    }
    let last = openat(here.raw, names.last ?? ".", flags | O_NOFOLLOW | O_CLOEXEC)
    return try FileDescriptor(owning: last, from: "open")
  }
}

/// A path without the byte that would end it early for the kernel.
private func checked(_ path: String) throws(SystemError) -> String {
  guard !path.utf8.contains(0), !path.isEmpty else { throw SystemError("open", code: EINVAL) }
  return path
}

/// The name of something in a folder itself.
private func single(_ name: String) throws(SystemError) -> String {
  guard !name.utf8.contains(UInt8(ascii: "/")), name != "..", name != "." else {
    throw SystemError("open", code: EXDEV)
  }
  return try checked(name)
}
