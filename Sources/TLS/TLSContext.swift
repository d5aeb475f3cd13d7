internal import COpenSSL

/// What all our TLS connections have in common: TLS 1.2 or better, the trusted authorities, `http/1.1`.
///
/// Configured once and then only read, which OpenSSL allows from any thread.
public final class TLSContext: @unchecked Sendable {
  let pointer: OpaquePointer

  /// errors: `.noTrust` when the store is empty or its file cannot be read
  public init(trust: TrustStore = .system) throws(TLSError) {
    guard let pointer = SSL_CTX_new(TLS_client_method()) else { throw .fromQueue() }
    self.pointer = pointer
    _ = martlet_ssl_ctx_minimum_tls_1_2(pointer)
    martlet_ssl_ctx_save_memory(pointer)
    SSL_CTX_set_verify(pointer, SSL_VERIFY_PEER, nil)
    offerHTTP11()
    try load(trust)
  }

  deinit { SSL_CTX_free(pointer) }

  /// RFC 7301: a server that also speaks h2 must not choose it.
  private func offerHTTP11() {
    let offer: [UInt8] = [8] + Array("http/1.1".utf8)
    _ = SSL_CTX_set_alpn_protos(pointer, offer, UInt32(offer.count))
  }

  private func load(_ trust: TrustStore) throws(TLSError) {
    guard trust.file != nil || trust.folder != nil else {
      throw .noTrust("install ca-certificates, or name a bundle in SSL_CERT_FILE")
    }
    if let file = trust.file, SSL_CTX_load_verify_file(pointer, file) != 1 {
      ERR_clear_error()
      throw .noTrust("cannot read certificates from \(file)")
    }
    if let folder = trust.folder { _ = SSL_CTX_load_verify_dir(pointer, folder) }
    ERR_clear_error()
  }
}
