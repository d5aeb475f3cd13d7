internal import Glibc

/// What a program may do, and the command that sees to it: the binary itself, as `martlet sandbox`.
///
/// Whoever is started so has a supervisor above it, below which all stays that it starts: it ends with the
/// program, at SIGQUIT, or when Martlet itself dies, and takes all of that along.
public struct Confinement: Hashable, Sendable {
  /// Folders that it may read and write; of the rest it may read and run what is the system's, and nothing else.
  public var writable: [String]
  /// Files and folders that it may read, and run, besides.
  public var readable: [String]
  /// Files and folders that it may not see, even where all around is the system's: Martlet's own.
  public var hidden: [String]
  /// Whether it may speak to the network.
  public var network: Bool
  /// TCP ports that are closed to it although it may speak to the network: Martlet's own.
  public var closedPorts: [UInt16]
  public var limits: SandboxLimits
  /// `false`: it may do what we may do, but still has its supervisor.
  public var isEnforced: Bool

  public init(
    writable: [String] = [], readable: [String] = [], hidden: [String] = [], network: Bool = false,
    closedPorts: [UInt16] = [], limits: SandboxLimits = SandboxLimits(), isEnforced: Bool = true
  ) {
    self.writable = writable
    self.readable = readable
    self.hidden = hidden
    self.network = network
    self.closedPorts = closedPorts
    self.limits = limits
    self.isEnforced = isEnforced
  }

  /// No wall, but a supervisor that leaves nothing behind.
  public static let unconfined = Confinement(network: true, isEnforced: false)

  /// What to start in place of `program`, on this very thread: the supervisor ends when the thread does.
  ///
  /// supervisor: the binary; our own, even if its file was replaced meanwhile
  public func command(_ program: [String], supervisor: String = "/proc/self/exe") -> [String] {
    [supervisor, "sandbox"] + SandboxOrder(confinement: self, parent: getpid(), program: program).words
  }
}
