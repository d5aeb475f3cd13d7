internal import EventLoop
internal import HTTP

/// A request's body on its way in, piece by piece as its reader asks for them.
@Loop final class RequestBody {
  private let framing: BodyFraming
  private unowned let connection: Connection
  private var decoder: BodyDecoder?
  private var mustInvite: Bool
  private var hasEnded = false
  private var reader: CheckedContinuation<[UInt8]?, any Error>?

  init(_ head: RequestHead, connection: Connection) {
    framing = head.framing
    mustInvite = head.expectsContinue
    self.connection = connection
  }

  /// Does somebody wait for bytes that have not come yet?
  var isWanted: Bool { reader != nil }

  /// Sets the limit, once; throws if the body is known to be larger.
  func openOnce(limitBytes: Int) throws {
    if decoder == nil { decoder = try BodyDecoder(framing, limitBytes: limitBytes) }
  }

  /// The next piece, nil at the end.
  func next() async throws -> [UInt8]? {
    if let piece = try takeKept() { return piece }
    if hasEnded { return nil }
    invite()
    return try await withCheckedThrowingContinuation {
      reader = $0
      connection.setDeadline(connection.server.limits.bodySeconds)
      connection.updateInterest()
    }
  }

  /// Bytes are in the scratch.
  func take() {
    do {
      let piece = try connection.server.decodeBody(&decoder!)
      hasEnded = piece.ended
      if hasEnded || !piece.data.isEmpty { hand(.success(piece.data.isEmpty ? nil : piece.data)) }
    } catch { hand(.failure(error)) }
  }

  func fail(_ failure: BodyFailure) { hand(.failure(failure)) }

  /// Drops what has come; false if more would follow.
  func skip() -> Bool {
    if mustInvite && !hasEnded { return false }
    do {
      try openOnce(limitBytes: connection.server.limits.readBytes)
      while !hasEnded { if try takeKept() == nil { break } }
      return hasEnded
    } catch { return false }
  }

  private func takeKept() throws -> [UInt8]? {
    guard !hasEnded, let piece = try connection.takeKept(&decoder!) else { return nil }
    mustInvite = false
    hasEnded = piece.ended
    return piece.data.isEmpty ? nil : piece.data
  }

  private func hand(_ result: Result<[UInt8]?, any Error>) {
    guard let reader else { return }
    self.reader = nil
    if connection.output.isEmpty { connection.deadline = 0 }
    connection.updateInterest()
    reader.resume(with: result)
  }

  // RFC 9110 §10.1.1: only once we know that we want it.
  private func invite() {
    guard mustInvite else { return }
    mustInvite = false
    connection.write(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
  }
}
