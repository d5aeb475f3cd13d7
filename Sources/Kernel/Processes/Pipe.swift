internal import CLinux
internal import Glibc

/// Two descriptors, of which the first reads what the second is given; neither passes to programs that are started.
struct Pipe: ~Copyable {
  private var reader: FileDescriptor?
  private var writer: FileDescriptor?
  let readerNumber: Int32
  let writerNumber: Int32

  init() throws(SystemError) {
    var ends: [Int32] = [-1, -1]
    guard linux_pipe(&ends) == 0 else { throw SystemError("pipe2") }
    (readerNumber, writerNumber) = (ends[0], ends[1])
    reader = try? FileDescriptor(owning: ends[0], from: "pipe2")
    writer = try? FileDescriptor(owning: ends[1], from: "pipe2")
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
