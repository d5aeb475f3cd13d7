internal import EventLoop

extension Disk {
  /// Work too heavy for the loop that cannot fail.
  func compute<T: Sendable>(_ work: @Sendable () -> T) -> T { work() }
}
