internal import EventLoop
internal import FoundationEssentials
internal import HTTP
internal import HTTPServer

/// Answers of the API: JSON that no browser will ever run, frame, guess at or keep.
enum Reply {
  static func json(_ status: Int, _ value: some Encodable, _ more: Fields = [:]) -> Response {
    guard let body = encoded(value) else { return unencodable }
    return bytes(status, jsonType, body, more)
  }

  static func encoded(_ value: some Encodable) -> [UInt8]? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
    return (try? encoder.encode(value)).map { [UInt8]($0) }
  }

  static let jsonType = "application/json"
  static let unencodable = failure(Failure(500, "internal", "The answer could not be encoded."))

  static func failure(_ failure: Failure) -> Response {
    json(failure.status, ["error": ["code": failure.code, "message": failure.message]], failure.fields)
  }

  static func bytes(_ status: Int, _ mediaType: String, _ bytes: [UInt8], _ more: Fields = [:]) -> Response {
    Response(status, guarded + [.contentType: mediaType] + more, body: .bytes(bytes))
  }

  static let okay = json(200, ["ok": true])

  /// On everything that is not the app itself.
  static let guarded: Fields = [
    .cacheControl: "no-store",
    .contentTypeOptions: "nosniff",
    .referrerPolicy: "no-referrer",
    .contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
  ]

  /// On a stream of events: no proxy may hold it back.
  static let eventStream =
    guarded + [.contentType: MediaType.eventStream.description, "X-Accel-Buffering": "no"]
}
