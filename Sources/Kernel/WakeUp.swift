internal import CLinux
internal import Glibc

/// A counter in the kernel by which one thread wakes another (eventfd(2)).
public struct WakeUp: ~Copyable, Sendable {
  private let descriptor: FileDescriptor
  public var raw: Int32 { descriptor.raw }

  /// `blocking`: `wait` sleeps until the next signal; otherwise it returns at once.
  public init(blocking: Bool) throws(SystemError) {
    let flags = Int32(EFD_CLOEXEC) | (blocking ? 0 : Int32(EFD_NONBLOCK))
    descriptor = try FileDescriptor(owning: eventfd(0, flags), from: "eventfd")
  }

  /// Tried again where the call fails: a signal that is lost is a thread that sleeps for ever.
  public func signal() {
    for _ in 0..<8 where eventfd_write(descriptor.raw, 1) == 0 || errno == EAGAIN { return }
  }

  /// Takes all signals since the last call.
  public func wait() {
    var count: eventfd_t = 0
    _ = eventfd_read(descriptor.raw, &count)
  }
}
