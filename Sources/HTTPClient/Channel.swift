internal import EventLoop
internal import TLS

/// A connection's bytes, through TLS once `secure` was called.
@Loop final class Channel {
  /// Plain bytes are encrypted in pieces, so that a large body is not there twice.
  private static let pieceBytes = 64 * 1024

  let wire: Wire
  private let peer: String
  private var session: TLSSession?

  init(_ wire: Wire, peer: String) {
    self.wire = wire
    self.peer = peer
  }

  /// Does the handshake, and verifies that the server is `host`.
  func secure(_ context: TLSContext, host: String, by deadline: Deadline) async throws {
    let session = try translating { () throws(TLSError) in try TLSSession(context, host: host) }
    self.session = session
    while true {
      let isDone = try handshakeStep(session)
      try await wire.write(session.takeOutput()) { deadline }
      if isDone { return }
      try await receive(session, by: deadline)
    }
  }

  /// The next plain bytes; nil at the true end of the stream.
  func read(by deadline: Deadline) async throws -> [UInt8]? {
    guard let session else { return try await wire.read(by: deadline) }
    while true {
      switch try translating({ () throws(TLSError) in try session.read() }) {
      case .bytes(let bytes): return bytes
      case .end: return nil
      case .wantsMore: break
      }
      try await wire.write(session.takeOutput()) { deadline }
      try await receive(session, by: deadline)
    }
  }

  /// Sends all of `bytes`; see `Wire.write`.
  func write(_ bytes: [UInt8], _ patience: () -> Deadline) async throws {
    guard let session else { return try await wire.write(bytes, patience) }
    for start in stride(from: 0, to: bytes.count, by: Self.pieceBytes) {
      let piece = bytes[start..<min(start + Self.pieceBytes, bytes.count)]
      try translating { () throws(TLSError) in try session.write(piece) }
      try await wire.write(session.takeOutput(), patience)
    }
  }

  /// Closes now; TLS says close_notify if the kernel takes it at once.
  func close() {
    if let session, wire.isOpen {
      session.close()
      wire.writeLast(session.takeOutput())
    }
    wire.close()
  }

  private func handshakeStep(_ session: TLSSession) throws -> Bool {
    do { return try session.handshake() } catch {
      wire.writeLast(session.takeOutput())  // the alert that says why
      throw HTTPClientError.tls(peer: peer, error)
    }
  }

  private func receive(_ session: TLSSession, by deadline: Deadline) async throws {
    if let ciphertext = try await wire.read(by: deadline) {
      session.receive(ciphertext)
    } else {
      session.receiveEnd()
    }
  }

  private func translating<T>(_ body: () throws(TLSError) -> T) throws(HTTPClientError) -> T {
    do { return try body() } catch { throw .tls(peer: peer, error) }
  }
}
