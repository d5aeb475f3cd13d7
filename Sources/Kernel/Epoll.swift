internal import CLinux
internal import Glibc

/// What a watcher wants to be told of.
public struct Interest: OptionSet, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }
  public static let read = Interest(rawValue: EPOLLIN.rawValue)
  public static let write = Interest(rawValue: EPOLLOUT.rawValue)
  /// The peer will send no more (`EPOLLRDHUP`); a full hang-up is always told.
  public static let peerClosed = Interest(rawValue: EPOLLRDHUP.rawValue)
}

/// What the kernel said of a descriptor.
public struct Readiness: OptionSet, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }
  public static let read = Readiness(rawValue: EPOLLIN.rawValue)
  public static let write = Readiness(rawValue: EPOLLOUT.rawValue)
  public static let peerClosed = Readiness(rawValue: EPOLLRDHUP.rawValue)
  public static let hangup = Readiness(rawValue: EPOLLHUP.rawValue)
  public static let failed = Readiness(rawValue: EPOLLERR.rawValue)
}

/// The kernel's readiness queue, level-triggered (epoll(7)).
public struct Epoll: ~Copyable {
  private let queue: FileDescriptor
  private var ready: [epoll_event]

  public init(capacity: Int = 256) throws(SystemError) {
    queue = try FileDescriptor(owning: epoll_create1(Int32(EPOLL_CLOEXEC)), from: "epoll_create1")
    ready = Array(repeating: epoll_event(), count: capacity)
  }

  public func add(_ raw: Int32, _ interest: Interest, token: UInt64) throws(SystemError) {
    try control(EPOLL_CTL_ADD, raw, interest, token)
  }

  public func modify(_ raw: Int32, _ interest: Interest, token: UInt64) throws(SystemError) {
    try control(EPOLL_CTL_MOD, raw, interest, token)
  }

  public func remove(_ raw: Int32) throws(SystemError) { try control(EPOLL_CTL_DEL, raw, [], 0) }

  /// Waits at most `milliseconds` (-1: for ever); returns how many descriptors are ready.
  public mutating func wait(milliseconds: Int32) -> Int {
    max(0, Int(epoll_wait(queue.raw, &ready, Int32(ready.count), milliseconds)))
  }

  /// The `index`th of what the last `wait` counted.
  public func event(_ index: Int) -> (token: UInt64, readiness: Readiness) {
    (ready[index].data.u64, Readiness(rawValue: ready[index].events))
  }

  private func control(
    _ operation: Int32, _ raw: Int32, _ interest: Interest, _ token: UInt64
  ) throws(SystemError) {
    var event = epoll_event()
    event.events = interest.rawValue
    event.data.u64 = token
    guard epoll_ctl(queue.raw, operation, raw, &event) == 0 else { throw SystemError("epoll_ctl") }
  }
}
