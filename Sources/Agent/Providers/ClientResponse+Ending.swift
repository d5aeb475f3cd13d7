internal import EventLoop
internal import HTTPClient

/// Ends of answers.
extension ClientResponse {
  /// The next piece; nil at the end, also at a lost connection once everything has been said: then only the end of
  /// the body was forgotten.
  @Loop func next(orEndIf isSaid: Bool) async throws -> [UInt8]? {
    do {
      return try await next()
    } catch let error as HTTPClientError where error.isConnectionLost && isSaid {
      return nil
    }
  }

  /// Reads the end of the body, so that the connection can serve again; nobody waits for it.
  @Loop func drain() {
    Loop.start {
      _ = try? await Loop.withDeadline(.seconds(1)) { try await self.collect(atMost: 1 << 16) }
      self.cancel()
    }
  }
}
