/// What this machine's kernel can do for a confined program.
public struct SandboxSupport: Hashable, Sendable, CustomStringConvertible {
  /// The version of Landlock: 0 if there is none, or it is not switched on.
  public let landlock: Int

  /// Whether we may have users and mounts of our own, as far as the kernel's settings tell.
  public let hasNamespaces: Bool

  public static let here = SandboxSupport(landlock: Landlock.version, hasNamespaces: FrozenWorld.isLikely)

  public init(landlock: Int, hasNamespaces: Bool) {
    self.landlock = landlock
    self.hasNamespaces = hasNamespaces
  }

  /// Why programs cannot be confined here, and what can be done about it; nil if they can.
  public var refusal: String? {
    guard landlock == 0 || SystemCallFilter.Machine.here == nil else { return nil }
    return """
      this kernel cannot confine programs: it has no Landlock (Linux 5.13 or later), or it is not switched on \
      (`lsm=landlock,…` on the kernel's command line; see the README). To run programs without a sandbox, the \
      configuration must say "sandbox": "off"
      """
  }

  /// One line for the log.
  public var description: String {
    guard refusal == nil else { return "sandbox: none: " + refusal! }
    let gaps = [
      hasNamespaces ? nil : "cannot refuse to change modes and times of this user's other files (no user namespaces)",
      landlock < 4 ? "cannot close Martlet's own port to programs that may use the network" : nil,
      landlock < 6 ? "cannot refuse signals to other programs of this user" : nil,
    ].compactMap { $0 }
    return "sandbox: Landlock \(landlock)" + (gaps.isEmpty ? "" : "; it " + gaps.joined(separator: "; it "))
  }
}
