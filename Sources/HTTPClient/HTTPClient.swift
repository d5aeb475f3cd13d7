public import EventLoop
internal import HTTP
public import Kernel
public import TLS

/// An HTTP/1.1 client on the loop: keeps connections, verifies servers, goes through the environment's
/// proxies.
///
/// A redirect is not followed, it is the answer: model servers send none, and a key must not travel where its
/// owner did not send it. Compression is not asked for.
@Loop public final class HTTPClient {
  public let limits: Limits
  private let dialer: Dialer
  private let pool: Pool
  private let proxies: Proxies

  /// trust:  whom to believe in TLS; read when the first `https` request is made
  /// admits: whether to connect to an address that a name has. The address asked about is the one connected to;
  ///         a proxy's is asked about, too, but where a proxy connects to is not known
  public init(
    limits: Limits = .standard, proxies: Proxies = .fromEnvironment, trust: TrustStore? = nil,
    resolver: Resolver = .shared, admits: @escaping @Sendable (SocketAddress) -> Bool = { _ in true }
  ) {
    self.limits = limits
    self.proxies = proxies
    dialer = Dialer(limits, resolver, trust, admits)
    pool = Pool(limits)
  }

  /// Sends the request and returns once the answer's head is here.
  ///
  /// A kept connection that turns out to be closed before any byte of an answer is replaced by a fresh one,
  /// once: then the server has most likely not seen the request. Nothing else is tried again.
  ///
  /// errors: `HTTPClientError`; `CancellationError` when the task was cancelled, with the connection closed
  public func send(_ request: ClientRequest) async throws -> ClientResponse {
    let route = Route(to: request.url, via: try proxies.proxy(for: request.url))
    let lease = try await connect(route, request, mustBeFresh: false)
    do {
      return try await exchange(request, lease)
    } catch let error where Self.isStale(lease.connection, error) {
      return try await exchange(request, connect(route, request, mustBeFresh: true))
    }
  }

  /// Closes the connections that rest.
  public func closeIdle() { pool.closeIdle() }

  private func exchange(_ request: ClientRequest, _ lease: Lease) async throws -> ClientResponse {
    do {
      try Task.checkCancellation()
      let head = try await lease.connection.exchange(request)
      return try ClientResponse(head, to: request, lease)
    } catch {
      lease.close()
      throw error
    }
  }

  private static func isStale(_ connection: Connection, _ error: any Error) -> Bool {
    guard connection.isReused, !connection.hasAnswered else { return false }
    switch error as? HTTPClientError {
    case .closedEarly, .tls(_, .truncated): return true
    default: return false
    }
  }

  private func connect(_ route: Route, _ request: ClientRequest, mustBeFresh: Bool) async throws -> Lease {
    let limit = request.connectTimeout
    let busy = Deadline(in: limit, .busy(peer: route.peer))
    if let connection = try await pool.takeOrReserve(route, mustBeFresh: mustBeFresh, by: busy) {
      return Lease(connection, pool)
    }
    do {
      let deadline = Deadline(in: busy.timeLeft, .timedOutConnecting(peer: route.peer, limit))
      return Lease(try await dialer.open(route, by: deadline), pool)
    } catch {
      pool.closed(route)
      throw error
    }
  }
}
