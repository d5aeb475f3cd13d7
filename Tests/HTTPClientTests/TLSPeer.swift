import COpenSSL
import EventLoop
import TestSupport

/// The server's side of TLS over a `Peer`.
@Loop final class TLSPeer {
  private let peer: Peer
  private let context: OpaquePointer
  private let ssl: OpaquePointer
  private let incoming: OpaquePointer
  private let outgoing: OpaquePointer

  init(_ peer: Peer, _ identity: Certificate, maximum: Int32 = TLS1_3_VERSION) {
    self.peer = peer
    context = SSL_CTX_new(TLS_server_method())
    SSL_CTX_use_certificate(context, identity.certificate)
    SSL_CTX_use_PrivateKey(context, identity.key)
    SSL_CTX_set_security_level(context, 0)
    SSL_CTX_ctrl(context, SSL_CTRL_SET_MIN_PROTO_VERSION, Int(TLS1_VERSION), nil)
    SSL_CTX_ctrl(context, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(maximum), nil)
    SSL_CTX_set_alpn_select_cb(
      context,
      { _, chosen, length, offered, _, _ in
        // `http/1.1` must be all that is offered.
        guard let offered, offered[0] == 8, offered[1] == UInt8(ascii: "h") else {
          return SSL_TLSEXT_ERR_ALERT_FATAL
        }
        (chosen!.pointee, length!.pointee) = (offered + 1, 8)
        return SSL_TLSEXT_ERR_OK
      }, nil)
    ssl = SSL_new(context)
    incoming = BIO_new(BIO_s_mem())
    outgoing = BIO_new(BIO_s_mem())
    martlet_bio_when_empty(incoming, -1)
    SSL_set_bio(ssl, incoming, outgoing)
    SSL_set_accept_state(ssl)
  }

  isolated deinit {
    SSL_free(ssl)
    SSL_CTX_free(context)
  }

  /// The name that the client asked for; nil if it named none.
  var serverName: String? {
    SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name).map { String(cString: $0) }
  }

  var protocolName: String? {
    var (name, length): (UnsafePointer<UInt8>?, UInt32) = (nil, 0)
    SSL_get0_alpn_selected(ssl, &name, &length)
    return name.map { String(decoding: UnsafeBufferPointer(start: $0, count: Int(length)), as: UTF8.self) }
  }

  /// False if the client refused.
  func accept() async -> Bool {
    while true {
      let result = SSL_accept(ssl)
      await flush()
      if result == 1 { return true }
      guard SSL_get_error(ssl, result) == SSL_ERROR_WANT_READ, await fill() else { return false }
    }
  }

  /// Empty at the end.
  func read() async -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = SSL_read(ssl, &buffer, Int32(buffer.count))
      if count > 0 { return Array(buffer[..<Int(count)]) }
      guard SSL_get_error(ssl, count) == SSL_ERROR_WANT_READ, await fill() else { return [] }
    }
  }

  func readHead() async -> String {
    var text = ""
    while !text.hasSuffix("\r\n\r\n") {
      let more = await read()
      if more.isEmpty { return "" }
      text += String(decoding: more, as: UTF8.self)
    }
    return text
  }

  func write(_ text: String) async { await write(Array(text.utf8)) }

  func write(_ bytes: [UInt8]) async {
    for start in stride(from: 0, to: bytes.count, by: 16_384) {
      let piece = bytes[start..<min(start + 16_384, bytes.count)]
      _ = piece.withUnsafeBytes { SSL_write(ssl, $0.baseAddress, Int32($0.count)) }
      await flush()
    }
  }

  /// Whether the client said close_notify.
  var heardGoodbye: Bool { SSL_get_shutdown(ssl) & SSL_RECEIVED_SHUTDOWN != 0 }

  func sayGoodbye() async {
    SSL_shutdown(ssl)
    await flush()
  }

  private func fill() async -> Bool {
    let bytes = await peer.read()
    BIO_write(incoming, bytes, Int32(bytes.count))
    return !bytes.isEmpty
  }

  private func flush() async {
    let count = BIO_ctrl_pending(outgoing)
    guard count > 0 else { return }
    var bytes = [UInt8](repeating: 0, count: count)
    BIO_read(outgoing, &bytes, Int32(count))
    await peer.write(bytes)
  }
}
