/// What a confined program may use up at most.
public struct SandboxLimits: Hashable, Sendable {
  /// Processes and threads, besides those that our user has already. The kernel does not hold root to it.
  public var processes = 512
  /// One file: 1 GiB.
  public var fileBytes = 1 << 30
  public var openFiles = 1024
  /// How much the scheduler prefers Martlet: 0 to 19.
  public var niceness = 5

  public init() {}
}
