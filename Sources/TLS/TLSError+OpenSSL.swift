internal import COpenSSL

extension TLSError {
  /// The verdict of certificate verification, or nil when the certificate was not the trouble.
  init?(verdict: Int, host: String) {
    switch Int32(truncatingIfNeeded: verdict) {
    case X509_V_OK: return nil
    case X509_V_ERR_CERT_HAS_EXPIRED: self = .expired
    case X509_V_ERR_CERT_NOT_YET_VALID: self = .notYetValid
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT: self = .selfSigned
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT,
      X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      self = .unknownAuthority
    case X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH: self = .wrongHost(host)
    default: self = .certificate(String(cString: X509_verify_cert_error_string(verdict)))
    }
  }

  /// The oldest entry of OpenSSL's error queue, which is emptied.
  static func fromQueue() -> TLSError {
    let code = ERR_get_error()
    ERR_clear_error()
    switch martlet_err_reason(code) {
    case SSL_R_WRONG_VERSION_NUMBER, SSL_R_HTTP_REQUEST, SSL_R_PACKET_LENGTH_TOO_LONG: return .notTLS
    case SSL_R_UNEXPECTED_EOF_WHILE_READING: return .truncated
    default: return .failed(ERR_reason_error_string(code).map { String(cString: $0) } ?? "error \(code)")
    }
  }
}
