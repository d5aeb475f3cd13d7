public import Kernel

/// `auth` in the configuration: who may come in, and how.
public struct LoginConfiguration: Hashable, Sendable {
  /// By name.
  public var users: [String: PasswordHash] = [:]
  /// By their names in the configuration.
  public var tokens: [String: AccessToken] = [:]
  /// Whose word on who is asking is taken, if `userHeader` is set.
  public var trustedProxies: Set<SocketAddress.Host> = []
  /// The field in which a trusted proxy names the user.
  public var userHeader: String?
  /// Who owns what was there before there was a login; the only user, if there is but one.
  public var owner: String?
  /// How long a login lasts that nobody uses.
  public var loginHours = 720

  public init() {}

  /// Whether anybody can be let in by it.
  public var isEmpty: Bool { users.isEmpty && tokens.values.allSatisfy { $0.user == nil } && userHeader == nil }
}
