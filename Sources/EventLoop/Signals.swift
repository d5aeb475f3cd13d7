internal import CLinux
internal import Glibc
public import Kernel

/// Signals as events of the loop (signalfd(2)).
@Loop public final class Signals: Watcher {
  public enum Signal: Int32, CaseIterable, Sendable {
    case interrupt = 2
    case terminate = 15
    case hangup = 1
  }

  private let descriptor: FileDescriptor
  private let handler: @Loop (Signal) -> Void

  /// Call it on the main thread before any other thread exists, so that all of them inherit the mask.
  /// A peer that is gone must be an error, not a signal: SIGPIPE is ignored.
  public nonisolated static func block() {
    var mask = Self.mask
    pthread_sigmask(SIG_BLOCK, &mask, nil)
    signal(SIGPIPE, SIG_IGN)
  }

  public init(_ handler: @escaping @Loop (Signal) -> Void) throws(SystemError) {
    var mask = Self.mask
    let flags = Int32(SFD_NONBLOCK) | Int32(SFD_CLOEXEC)
    descriptor = try FileDescriptor(owning: signalfd(-1, &mask, flags), from: "signalfd")
    self.handler = handler
    try EventLoop.shared.add(descriptor.raw, .read, self)
  }

  public func ready(_ readiness: Readiness) {
    var info = [UInt8](repeating: 0, count: MemoryLayout<signalfd_siginfo>.size)
    while let count = try? descriptor.read(into: &info), count == info.count {
      let number = info.withUnsafeBytes { $0.load(as: signalfd_siginfo.self).ssi_signo }
      if let signal = Signal(rawValue: Int32(number)) { handler(signal) }
    }
  }

  private nonisolated static var mask: sigset_t {
    var mask = sigset_t()
    sigemptyset(&mask)
    for signal in Signal.allCases { sigaddset(&mask, signal.rawValue) }
    return mask
  }
}
