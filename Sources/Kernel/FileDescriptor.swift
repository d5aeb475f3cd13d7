internal import Glibc

/// Owns one kernel file descriptor; the end of its life closes it.
public struct FileDescriptor: ~Copyable, Sendable {
  public let raw: Int32

  /// Takes what `call` returned; below zero throws errno.
  package init(owning raw: Int32, from call: String) throws(SystemError) {
    guard raw >= 0 else { throw SystemError(call) }
    self.raw = raw
  }

  /// Takes one that is known to be open.
  init(open raw: Int32) { self.raw = raw }

  deinit { _ = Glibc.close(raw) }

  /// Reads at most `buffer.count` bytes; 0 is the end.
  public borrowing func read(into buffer: inout [UInt8]) throws(SystemError) -> Int {
    try retrying("read") { buffer.withUnsafeMutableBytes { Glibc.read(raw, $0.baseAddress, $0.count) } }
  }

  /// Writes what the kernel takes of the bytes from `start` on, and says how many those were.
  public borrowing func write(_ bytes: [UInt8], from start: Int = 0) throws(SystemError) -> Int {
    try retrying("write") {
      bytes.withUnsafeBytes { Glibc.write(raw, $0.baseAddress! + start, $0.count - start) }
    }
  }
}

/// Repeats a call that a signal interrupted.
package func retrying(_ call: String, _ body: () -> Int) throws(SystemError) -> Int {
  while true {
    let result = body()
    if result >= 0 { return result }
    if errno != EINTR { throw SystemError(call) }
  }
}
