internal import EventLoop
internal import Kernel
internal import TLS

/// Opens connections: name, TCP, the proxy's tunnel, TLS.
@Loop final class Dialer {
  private let limits: HTTPClient.Limits
  private let resolver: Resolver
  private let trust: TrustStore?
  private let admits: @Sendable (SocketAddress) -> Bool
  private var context: TLSContext?

  init(
    _ limits: HTTPClient.Limits, _ resolver: Resolver, _ trust: TrustStore?,
    _ admits: @escaping @Sendable (SocketAddress) -> Bool
  ) {
    self.limits = limits
    self.resolver = resolver
    self.trust = trust
    self.admits = admits
  }

  func open(_ route: Route, by deadline: Deadline) async throws -> Connection {
    let channel = Channel(try await connect(route, by: deadline), peer: route.peer)
    do {
      let connection = Connection(route, channel, limits)
      if route.needsTunnel { try await connection.openTunnel(by: deadline) }
      if route.isSecure { try await channel.secure(tls(route.peer), host: route.host, by: deadline) }
      return connection
    } catch {
      channel.close()
      throw error
    }
  }

  private func connect(_ route: Route, by deadline: Deadline) async throws -> Wire {
    let hop = route.nextHop
    let peer = hop.host.contains(":") ? "[\(hop.host)]:\(hop.port)" : "\(hop.host):\(hop.port)"
    do {
      let addresses = try await resolver.addresses(of: hop.host, port: hop.port, within: deadline.timeLeft)
      let admitted = addresses.filter(admits)
      guard !admitted.isEmpty else { throw HTTPClientError.forbidden(peer: peer, address: addresses[0].hostText) }
      return try await Dial.connect(
        to: admitted, peer: peer, by: deadline, nextAddressDelay: limits.nextAddressDelay)
    } catch let error as ResolverError { throw HTTPClientError(error) }
  }

  private func tls(_ peer: String) throws(HTTPClientError) -> TLSContext {
    if let context { return context }
    do {
      let made = try TLSContext(trust: trust ?? .system)
      context = made
      return made
    } catch { throw .tls(peer: peer, error) }
  }
}
