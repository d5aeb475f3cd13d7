internal import Kernel

/// A way to ask for a name. It tells its lookup the outcome, and lets go of all it holds in `close`.
@Loop protocol Query: AnyObject {
  func begin(_ name: String)
  func close()
}

/// One question for the addresses of a name: ends once, by its answer, its deadline or cancellation.
@Loop final class Lookup {
  private let name: String
  private var query: (any Query)?
  private var timer: Timer?
  private var continuation: CheckedContinuation<[SocketAddress.Host], any Error>?

  private init(_ name: String) { self.name = name }

  static func run(
    _ name: String, within limit: Duration, _ makeQuery: (Lookup) -> any Query
  ) async throws -> [SocketAddress.Host] {
    let lookup = Lookup(name)
    lookup.query = makeQuery(lookup)
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { lookup.begin($0, limit) }
    } onCancel: {
      Loop.start { lookup.end(.failure(CancellationError())) }
    }
  }

  private func begin(_ continuation: CheckedContinuation<[SocketAddress.Host], any Error>, _ limit: Duration)
  {
    self.continuation = continuation
    if Task.isCancelled { return end(.failure(CancellationError())) }
    timer = EventLoop.shared.schedule(after: limit) { [name] in
      self.end(.failure(ResolverError.timedOut(name)))
    }
    query?.begin(name)
  }

  /// Later outcomes than the first are ignored.
  func end(_ outcome: Result<[SocketAddress.Host], any Error>) {
    guard let continuation else { return }
    self.continuation = nil
    timer?.cancel()
    query?.close()
    query = nil
    continuation.resume(with: outcome)
  }
}
