public import Kernel

/// What a request shows at the door.
public struct Credentials: Hashable, Sendable {
  public var peer: SocketAddress.Host
  public var cookie: String?
  /// What follows `Bearer`.
  public var token: String?
  /// What the user's field says, if the house has one.
  public var proxyUser: String?

  public init(peer: SocketAddress.Host, cookie: String? = nil, token: String? = nil, proxyUser: String? = nil) {
    self.peer = peer
    self.cookie = cookie
    self.token = token
    self.proxyUser = proxyUser
  }
}
