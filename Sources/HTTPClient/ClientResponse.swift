public import EventLoop
public import HTTP

/// An answer whose body is read as it comes.
///
/// Nothing is read from the socket but by `next`: a consumer that takes its time slows the sender down, and
/// no more than `Limits.readBytes` wait here. Read to the end and the connection serves again; let go of the
/// response, or cancel the task that reads it, and the connection is closed.
@Loop public final class ClientResponse {
  public let status: Int
  public let fields: Fields
  private let request: ClientRequest
  private let canBeKept: Bool
  private var lease: Lease?
  private var isCancelled = false

  init(_ head: ResponseHead, to request: ClientRequest, _ lease: Lease) throws(BodyDecoder.Failure) {
    status = head.status
    fields = head.fields
    self.request = request
    self.lease = lease
    let framing = head.framing(to: request.method)
    canBeKept = head.keepAlive(to: request.method)
    try lease.connection.expectBody(framing)
    if framing == .none { finish() }
  }

  isolated deinit { lease?.close() }

  /// The next bytes of the body, at least one; nil at its end, and ever after.
  ///
  /// errors: `HTTPClientError`; `CancellationError` after `cancel` or when the task was cancelled
  public func next() async throws -> [UInt8]? {
    guard let lease else {
      if isCancelled { throw CancellationError() }
      return nil
    }
    do {
      try Task.checkCancellation()
      let connection = lease.connection
      let piece = try await connection.nextPiece { connection.silence(request) }
      if piece == nil { finish() }
      return piece
    } catch {
      cancel()
      throw error
    }
  }

  /// The rest of the body as one.
  ///
  /// errors: as `next`; `.tooLarge` over `limit` bytes, and the connection is closed
  public func collect(atMost limit: Int) async throws -> [UInt8] {
    var body: [UInt8] = []
    while let piece = try await next() {
      body += piece
      guard body.count <= limit else {
        cancel()
        let peer = Route(to: request.url, via: nil).peer
        throw HTTPClientError.tooLarge(peer: peer, reason: "more than \(limit) bytes")
      }
    }
    return body
  }

  /// Closes the connection now, if the body is not finished; a `next` that waits throws `CancellationError`.
  public func cancel() {
    guard let lease else { return }
    isCancelled = true
    self.lease = nil
    lease.close()
  }

  private func finish() {
    guard let lease else { return }
    self.lease = nil
    if canBeKept { lease.giveBack() } else { lease.close() }
  }
}
