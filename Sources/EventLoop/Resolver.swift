public import Kernel

/// Finds the addresses of a host without ever blocking the loop.
///
/// Literals and `localhost` (RFC 6761 §6.3) are answered at once, `.local` by Avahi where it runs, all else
/// by c-ares: `/etc/hosts`, then the name servers of `/etc/resolv.conf`, both read anew for each look-up. (A
/// statically linked glibc cannot load NSS's modules, so `getaddrinfo` is no choice.)
@Loop public final class Resolver {
  public static let shared = Resolver()

  private let configuration: ResolverConfiguration

  public init(_ configuration: ResolverConfiguration = ResolverConfiguration()) {
    self.configuration = configuration
  }

  /// The addresses of `host` in the order to try them, IPv6 and IPv4 by turns (RFC 8305 §4); never empty.
  ///
  /// errors: `ResolverError`; `CancellationError` at once when the task is cancelled
  public func addresses(
    of host: String, port: UInt16, within limit: Duration = .seconds(10)
  ) async throws -> [SocketAddress] {
    let name = (host.hasSuffix(".") ? String(host.dropLast()) : host).lowercased()
    if let address = SocketAddress(literal: name, port: port) { return [address] }
    if name == "localhost" || name.hasSuffix(".localhost") { return Self.loopback(port) }
    if name.hasSuffix(".local"), let found = await askAvahi(name, port, limit) { return found }
    try Task.checkCancellation()
    let found = try await Lookup.run(name, within: limit) { [configuration] in AresQuery(configuration, $0) }
    return Self.interleaved(found, port: port)
  }

  // IPv4 first: model servers at home mostly bind 127.0.0.1 and nothing else.
  private static func loopback(_ port: UInt16) -> [SocketAddress] {
    ["127.0.0.1", "::1"].compactMap { SocketAddress(literal: $0, port: port) }
  }

  /// nil when Avahi does not run or does not know: the name servers may still.
  private func askAvahi(_ name: String, _ port: UInt16, _ limit: Duration) async -> [SocketAddress]? {
    let path = configuration.avahiSocket
    let found = try? await Lookup.run(name, within: limit) { AvahiQuery(path, $0) }
    return found.map { Self.interleaved($0, port: port) }
  }

  /// Keeps the order within each family, and lets the families take turns.
  static func interleaved(_ hosts: [SocketAddress.Host], port: UInt16) -> [SocketAddress] {
    let first = hosts.filter { isSameFamily($0, hosts[0]) }
    let second = hosts.filter { !isSameFamily($0, hosts[0]) }
    return (0..<max(first.count, second.count)).flatMap { index in
      [first, second].compactMap { index < $0.count ? SocketAddress($0[index], port: port) : nil }
    }
  }

  private static func isSameFamily(_ one: SocketAddress.Host, _ other: SocketAddress.Host) -> Bool {
    switch (one, other) {
    case (.v4, .v4), (.v6, .v6), (.unix, .unix): true
    default: false
    }
  }
}
