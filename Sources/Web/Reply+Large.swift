internal import Crypto
internal import EventLoop
internal import Gzip
internal import HTTP
internal import HTTPServer

/// Answers that grow with the user's years, and that a phone asks for again whenever its line was cut.
extension Reply {
  /// JSON, encoded on another thread; gzipped for who takes that, and a bare 304 for who names the state that there is
  /// (RFC 9110 §13.1.2).
  ///
  /// asked: the request's fields
  static func json(
    _ value: some Encodable & Sendable, to asked: Fields, on thread: Disk
  ) async throws -> Response {
    try await thread.run {
      guard let body = encoded(value) else { return unencodable }
      return large(body, asked)
    }
  }

  private static func large(_ body: [UInt8], _ asked: Fields) -> Response {
    // Weak: what is packed is the same state in other bytes.
    let tag = EntityTag(Hex.text(Array(Digest.sha256(body).prefix(tagBytes))), isWeak: true)
    let fields: Fields = [.eTag: tag.description, .vary: "Accept-Encoding"]
    if tag.isNamed(by: asked) { return Response(304, guarded + fields) }
    guard asked.acceptsGzip, body.count >= smallestPackedBytes, let packed = try? Gzip.compress(body, level: 6)
    else { return bytes(200, jsonType, body, fields) }
    return bytes(200, jsonType, packed, fields + [.contentEncoding: "gzip"])
  }

  private static let tagBytes = 16
  /// What fits into one packet is not worth the work.
  private static let smallestPackedBytes = 1_400
}
