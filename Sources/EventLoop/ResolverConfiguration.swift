/// Where a `Resolver` asks. The standard is this machine's own configuration.
public struct ResolverConfiguration: Sendable {
  /// Name servers as `address:port,…` instead of those of `/etc/resolv.conf`.
  public var nameServers: String?
  /// Whether the hosts file is the one that `CARES_HOSTS` names, rather than `/etc/hosts`.
  public var hostsFileFromEnvironment = false
  public var avahiSocket = "/run/avahi-daemon/socket"
  /// How long one name server may think before it is asked again or the next is tried.
  public var patience: Duration = .seconds(2)
  /// How often each name server is asked.
  public var tries = 3

  public init() {}
}
