import Glibc
import Kernel
import Synchronization

@testable import Chat

/// A disk that fails or waits when a test says so.
final class Faults: Sendable {
  private struct State {
    var failing: String?
    var blocked: String?
    var steps: [String] = []
  }

  private let state = Mutex(State())

  /// Every step whose name begins so fails as on a full disk; nil mends it.
  func fail(_ prefix: String?) { state.withLock { $0.failing = prefix } }

  /// Steps whose name begins so wait until `release`.
  func block(_ prefix: String) { state.withLock { $0.blocked = prefix } }
  func release() { state.withLock { $0.blocked = nil } }

  var steps: [String] { state.withLock { $0.steps } }

  /// What a house takes.
  var willChange: @Sendable (String) throws -> Void {
    { step in
      self.state.withLock { $0.steps.append(step) }
      // The disk's thread alone waits here.
      while self.state.withLock({ $0.blocked.map { step.hasPrefix($0) } ?? false }) { usleep(200) }
      let isFailing = self.state.withLock { $0.failing.map { step.hasPrefix($0) } ?? false }
      if isFailing { throw SystemError("write", code: 28) }
    }
  }
}
