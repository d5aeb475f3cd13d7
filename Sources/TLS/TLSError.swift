/// Why a TLS connection was not made or did not last, in words for a person.
public enum TLSError: Error, Equatable, Sendable, CustomStringConvertible {
  case expired
  case notYetValid
  /// The server's own certificate is signed by itself.
  case selfSigned
  /// The chain ends in an authority that is not in the trust store, or its middle was not sent.
  case unknownAuthority
  /// The certificate is for other names than this one.
  case wrongHost(String)
  /// Any other fault of the certificate, in OpenSSL's words.
  case certificate(String)
  /// No trusted authority could be read: nothing could be verified.
  case noTrust(String)
  /// What answers is not TLS.
  case notTLS
  /// The peer closed in the middle of the handshake.
  case closedInHandshake
  /// The connection ended without close_notify: what was received may be cut short.
  case truncated
  /// The peer's alert or our own refusal, in OpenSSL's words.
  case failed(String)

  public var description: String {
    switch self {
    case .expired: "the server's certificate has expired"
    case .notYetValid: "the server's certificate is not valid yet (is this machine's clock right?)"
    case .selfSigned: "the server's certificate is self-signed"
    case .unknownAuthority:
      "the server's certificate is signed by an authority that this machine does not know"
    case .wrongHost(let host): "the server's certificate is not for \(host)"
    case .certificate(let words): "the server's certificate was refused: \(words)"
    case .noTrust(let words): "no certificate authorities to verify the server with: \(words)"
    case .notTLS: "the server does not speak TLS on this port (is it http rather than https?)"
    case .closedInHandshake: "the server closed the connection during the TLS handshake"
    case .truncated: "the connection ended without TLS's closing word"
    case .failed(let words): "TLS failed: \(words)"
    }
  }
}
