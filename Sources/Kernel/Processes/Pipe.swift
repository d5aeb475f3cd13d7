internal import CLinux
internal import Glibc

/// Two descriptors, of which the first reads what the second is given; neither passes to programs that are started.
struct Pipe: ~Copyable {
  private var reader: FileDescriptor?
  private var writer: FileDescriptor?
  let readerNumber: Int32
  let writerNumber: Int32

  // No initialiser: one that throws crashes Swift 6.2's compiler, as its parts are not copyable.
  static func make() throws(SystemError) -> Pipe {
    var ends: [Int32] = [-1, -1]
    guard linux_pipe(&ends) == 0 else { throw SystemError("pipe2") }
    return Pipe(ends[0], ends[1])
  }

  private init(_ readerNumber: Int32, _ writerNumber: Int32) {
    self.readerNumber = readerNumber
    self.writerNumber = writerNumber
    reader = FileDescriptor(open: readerNumber)
    writer = FileDescriptor(open: writerNumber)
  }

  /// The reading end, taken out; it never blocks.
  mutating func takeReader() -> FileDescriptor? {
    _ = fcntl(readerNumber, F_SETFL, O_NONBLOCK)
    return reader.take()
  }

  /// The writing end, taken out; it never blocks.
  mutating func takeWriter() -> FileDescriptor? {
    _ = fcntl(writerNumber, F_SETFL, O_NONBLOCK)
    return writer.take()
  }
}
