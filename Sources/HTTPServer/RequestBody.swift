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
      guard let piece = try decode(), reader != nil else { return }
      hand(.success(piece.isEmpty ? nil : piece))
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
    guard !hasEnded, connection.loadKept() else { return nil }
    defer { connection.keepUnusedBody() }
    mustInvite = false
    guard let piece = try decode(), !piece.isEmpty else { return nil }
    return piece
  }

  /// Nil: nothing of it yet. Empty: it has ended.
  private func decode() throws -> [UInt8]? {
    let (data, ended) = try connection.server.decodeBody(&decoder!)
    hasEnded = ended
    return data.isEmpty && !ended ? nil : data
  }

  private func hand(_ result: Result<[UInt8]?, any Error>) {
    connection.deadline = 0
    let reader = self.reader
    self.reader = nil
    connection.updateInterest()
    reader?.resume(with: result)
  }

  // RFC 9110 §10.1.1: only once we know that we want it.
  private func invite() {
    guard mustInvite else { return }
    mustInvite = false
    connection.write(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
  }
}
