import COpenSSL

/// A certificate and its key, made on the spot, so that no test depends on a file that expires.
final class Certificate: @unchecked Sendable {
  let certificate: OpaquePointer
  let key: OpaquePointer

  /// names:  as OpenSSL writes subject alternative names, `DNS:localhost,IP:127.0.0.1`; empty for an
  /// authority signer: nil: by itself
  init(_ name: String, names: String = "", signer: Certificate? = nil, validDays: ClosedRange<Int> = -1...1) {
    key = Self.makeKey()
    certificate = X509_new()
    X509_set_version(certificate, 2)
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), Int.random(in: 1...1_000_000_000))
    X509_gmtime_adj(X509_getm_notBefore(certificate), validDays.lowerBound * 86_400)
    X509_gmtime_adj(X509_getm_notAfter(certificate), validDays.upperBound * 86_400)
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_ASC, name, -1, -1, 0)
    X509_set_issuer_name(certificate, X509_get_subject_name(signer?.certificate ?? certificate))
    X509_set_pubkey(certificate, key)
    if names.isEmpty {
      extend(NID_basic_constraints, "critical,CA:TRUE")
    } else {
      extend(NID_subject_alt_name, names)
    }
    X509_sign(certificate, signer?.key ?? key, EVP_sha256())
  }

  deinit {
    X509_free(certificate)
    EVP_PKEY_free(key)
  }

  /// As it stands in a bundle.
  var pem: String {
    let memory = BIO_new(BIO_s_mem())
    defer { BIO_free(memory) }
    PEM_write_bio_X509(memory, certificate)
    var bytes = [UInt8](repeating: 0, count: BIO_ctrl_pending(memory))
    BIO_read(memory, &bytes, Int32(bytes.count))
    return String(decoding: bytes, as: UTF8.self)
  }

  private func extend(_ kind: Int32, _ value: String) {
    let addition = X509V3_EXT_conf_nid(nil, nil, kind, value)
    X509_add_ext(certificate, addition, -1)
    X509_EXTENSION_free(addition)
  }

  private static func makeKey() -> OpaquePointer {
    let maker = EVP_PKEY_CTX_new_id(EVP_PKEY_EC, nil)
    defer { EVP_PKEY_CTX_free(maker) }
    var key: OpaquePointer?
    EVP_PKEY_keygen_init(maker)
    EVP_PKEY_CTX_set_group_name(maker, "P-256")
    EVP_PKEY_generate(maker, &key)
    return key!
  }
}
