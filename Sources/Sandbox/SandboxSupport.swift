/// What this machine's kernel can do for a confined program.
public struct SandboxSupport: Hashable, Sendable, CustomStringConvertible {
  /// The version of Landlock: 0 if there is none, or it is not switched on.
  public let landlock: Int

  public static let here = SandboxSupport(landlock: Landlock.version)

  public init(landlock: Int) { self.landlock = landlock }

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
      landlock < 3 ? "cannot refuse to empty files that a program may read" : nil,
      landlock < 4 ? "cannot close Martlet's own port to programs that may use the network" : nil,
      landlock < 6 ? "cannot refuse signals to other programs of this user" : nil,
    ].compactMap { $0 }
    return "sandbox: Landlock \(landlock)" + (gaps.isEmpty ? "" : "; it " + gaps.joined(separator: ", "))
  }
}
