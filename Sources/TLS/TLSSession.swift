internal import COpenSSL

/// The client's side of one TLS connection, without any I/O: ciphertext goes in by `receive`, comes out by
/// `takeOutput`. So the socket, its deadlines and `MSG_NOSIGNAL` stay in one place, and no write can signal.
public final class TLSSession {
  /// What a read found.
  public enum Received: Equatable, Sendable {
    case bytes([UInt8])
    /// Nothing whole yet: hand over more ciphertext and come again.
    case wantsMore
    /// The peer said close_notify: this is the true end.
    case end
  }

  /// One TLS record at most (RFC 8446 §5.1).
  static let recordBytes = 16_384

  private let ssl: OpaquePointer
  private let incoming: OpaquePointer
  private let outgoing: OpaquePointer
  private let host: String
  private var scratch = [UInt8](repeating: 0, count: recordBytes)

  /// host: the name or IP literal (without brackets) that the certificate must be for; sent as SNI if a name
  public init(_ context: TLSContext, host: String) throws(TLSError) {
    guard let ssl = SSL_new(context.pointer), let incoming = BIO_new(BIO_s_mem()),
      let outgoing = BIO_new(BIO_s_mem())
    else { throw .fromQueue() }
    self.ssl = ssl
    self.incoming = incoming
    self.outgoing = outgoing
    self.host = host
    martlet_bio_when_empty(incoming, -1)
    martlet_bio_when_empty(outgoing, -1)
    SSL_set_bio(ssl, incoming, outgoing)
    SSL_set_connect_state(ssl)
    try expect(host.hasSuffix(".") ? String(host.dropLast()) : host)
  }

  deinit { SSL_free(ssl) }

  /// An IP literal is matched against the certificate's addresses and never sent as SNI (RFC 6066 §3).
  private func expect(_ name: String) throws(TLSError) {
    let parameters = SSL_get0_param(ssl)
    if X509_VERIFY_PARAM_set1_ip_asc(parameters, name) == 1 { return }
    ERR_clear_error()
    X509_VERIFY_PARAM_set_hostflags(parameters, UInt32(X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS))
    guard X509_VERIFY_PARAM_set1_host(parameters, name, 0) == 1, martlet_ssl_set_host_name(ssl, name) == 1
    else { throw .fromQueue() }
  }

  /// Takes ciphertext from the peer.
  public func receive(_ ciphertext: [UInt8]) {
    _ = BIO_write(incoming, ciphertext, Int32(ciphertext.count))
  }

  /// The peer closed its side of the socket.
  public func receiveEnd() { martlet_bio_when_empty(incoming, 0) }

  /// The ciphertext that waits to be sent; empty when there is none.
  public func takeOutput() -> [UInt8] {
    let count = BIO_ctrl_pending(outgoing)
    guard count > 0 else { return [] }
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = max(0, Int(BIO_read(outgoing, buffer.baseAddress, Int32(count))))
    }
  }

  /// Goes on with the handshake as far as what was received allows; true once it is done and verified.
  public func handshake() throws(TLSError) -> Bool {
    ERR_clear_error()
    let result = SSL_do_handshake(ssl)
    if result == 1 { return true }
    if SSL_get_error(ssl, result) == SSL_ERROR_WANT_READ { return false }
    if let refusal = TLSError(verdict: SSL_get_verify_result(ssl), host: host) { throw refusal }
    let failure = TLSError.fromQueue()
    throw failure == .truncated ? .closedInHandshake : failure
  }

  /// Decrypts the next bytes, at most one record.
  ///
  /// errors: `.truncated` when the socket ended without close_notify
  public func read() throws(TLSError) -> Received {
    ERR_clear_error()
    let count = SSL_read(ssl, &scratch, Int32(scratch.count))
    if count > 0 { return .bytes(Array(scratch[..<Int(count)])) }
    switch SSL_get_error(ssl, count) {
    case SSL_ERROR_WANT_READ: return .wantsMore
    case SSL_ERROR_ZERO_RETURN: return .end
    default: throw .fromQueue()
    }
  }

  /// Encrypts bytes for `takeOutput`. After the handshake only.
  public func write(_ plain: ArraySlice<UInt8>) throws(TLSError) {
    guard !plain.isEmpty else { return }
    ERR_clear_error()
    let written = plain.withUnsafeBytes { SSL_write(ssl, $0.baseAddress, Int32($0.count)) }
    guard written == plain.count else { throw .fromQueue() }
  }

  /// Puts close_notify into the output, so that the peer knows that nothing was cut off.
  public func close() {
    _ = SSL_shutdown(ssl)
    ERR_clear_error()
  }
}
