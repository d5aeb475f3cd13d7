internal import Glibc

/// What the kernel knows of a file or folder (stat(2)).
public struct FileStatus: Hashable, Sendable {
  public enum Kind: Sendable {
    case file, folder, link
    /// A pipe, a socket or a device: nothing that ends.
    case other
  }

  public let kind: Kind
  public let size: Int
  /// The permission bits.
  public let mode: UInt32
  /// The same for two names only if they are the same file.
  public let device: UInt64
  public let inode: UInt64
  /// When its bytes were last written, in nanoseconds of Unix time.
  public let modified: Int
  /// When anything of it was last changed, its mode and its names included.
  public let changed: Int

  init(_ native: stat) {
    kind =
      switch native.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    size = Int(native.st_size)
    mode = UInt32(native.st_mode & 0o7777)
    device = UInt64(native.st_dev)
    inode = UInt64(native.st_ino)
    modified = Self.nanoseconds(native.st_mtim)
    changed = Self.nanoseconds(native.st_ctim)
  }

  private static func nanoseconds(_ time: timespec) -> Int { Int(time.tv_sec) &* 1_000_000_000 &+ Int(time.tv_nsec) }
}

extension FileDescriptor {
  /// What kind of file it is, and when it was changed.
  public borrowing func fileStatus() throws(SystemError) -> FileStatus { FileStatus(try status()) }

  /// Sets the permission bits.
  public borrowing func setMode(_ mode: UInt32) throws(SystemError) {
    guard fchmod(raw, mode_t(mode & 0o7777)) == 0 else { throw SystemError("fchmod") }
  }
}
