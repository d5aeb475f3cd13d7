internal import Glibc

/// Files, as opposed to sockets. Every call may block on the disk.
extension FileDescriptor {
  public enum Opening: Sendable {
    /// Nothing but a file: a pipe would wait for its writer, and a device may have no end.
    case reading
    /// Created with mode 0600 if missing; every write goes to the end.
    case appending
    /// Created with mode 0600, or emptied.
    case replacing
  }

  public static func open(_ path: String, for opening: Opening) throws(SystemError) -> FileDescriptor {
    let flags =
      switch opening {
      case .reading: O_RDONLY | O_NONBLOCK
      case .appending: O_WRONLY | O_CREAT | O_APPEND
      case .replacing: O_WRONLY | O_CREAT | O_TRUNC
      }
    let raw = try retrying("open \(path)") { Int(Glibc.open(path, flags | O_CLOEXEC, 0o600)) }
    let file = try FileDescriptor(owning: Int32(raw), from: "open")
    if opening == .reading, try file.status().st_mode & S_IFMT != S_IFREG {
      throw SystemError("open \(path)", code: EINVAL)
    }
    return file
  }

  public borrowing func writeAll(_ bytes: [UInt8]) throws(SystemError) {
    var done = 0
    while done < bytes.count { done += try write(bytes, from: done) }
  }

  /// Reads `count` bytes at `offset`, fewer at the end of the file.
  public borrowing func read(at offset: Int, count: Int) throws(SystemError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let got = try retrying("pread") {
        bytes.withUnsafeMutableBytes { pread(raw, $0.baseAddress! + done, count - done, offset + done) }
      }
      if got == 0 { break }
      done += got
    }
    bytes.removeLast(count - done)
    return bytes
  }

  /// Bytes in the file.
  public borrowing func size() throws(SystemError) -> Int {
    Int(try status().st_size)
  }

  borrowing func status() throws(SystemError) -> stat {
    var status = stat()
    guard fstat(raw, &status) == 0 else { throw SystemError("fstat") }
    return status
  }

  /// Waits until the disk has it all (fsync(2)).
  public borrowing func sync() throws(SystemError) {
    guard fsync(raw) == 0 else { throw SystemError("fsync") }
  }

  public borrowing func truncate(to size: Int) throws(SystemError) {
    guard ftruncate(raw, size) == 0 else { throw SystemError("ftruncate") }
  }

  /// Takes the lock on the file for as long as the descriptor lives; false if another has it (flock(2)).
  public borrowing func tryLock() -> Bool { flock(raw, LOCK_EX | LOCK_NB) == 0 }
}
