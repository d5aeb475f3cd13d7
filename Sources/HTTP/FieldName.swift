/// The name of a field; upper and lower case are the same.
///
/// A name written in code is a literal: `fields[.host]`, `fields["X-Request-Id"]`.
public struct FieldName: Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  public let description: String

  public init(stringLiteral name: String) { description = name }

  /// A name that came from outside; nil unless it is a token (RFC 9110 §5.6.2).
  public init?(_ name: String) {
    guard !name.isEmpty, name.utf8.allSatisfy(\.isToken) else { return nil }
    description = name
  }
}

extension FieldName: Hashable {
  public static func == (one: FieldName, other: FieldName) -> Bool {
    one.description.utf8.span.isSame(as: other.description)
  }

  public func hash(into hasher: inout Hasher) {
    for byte in description.utf8 { hasher.combine(byte.lowered) }
  }
}

extension FieldName {
  public static var accept: FieldName { "Accept" }
  public static var acceptEncoding: FieldName { "Accept-Encoding" }
  public static var acceptRanges: FieldName { "Accept-Ranges" }
  public static var allow: FieldName { "Allow" }
  public static var authorization: FieldName { "Authorization" }
  public static var cacheControl: FieldName { "Cache-Control" }
  public static var connection: FieldName { "Connection" }
  public static var contentDisposition: FieldName { "Content-Disposition" }
  public static var contentEncoding: FieldName { "Content-Encoding" }
  public static var contentLength: FieldName { "Content-Length" }
  public static var contentRange: FieldName { "Content-Range" }
  public static var contentSecurityPolicy: FieldName { "Content-Security-Policy" }
  public static var contentType: FieldName { "Content-Type" }
  public static var contentTypeOptions: FieldName { "X-Content-Type-Options" }
  public static var cookie: FieldName { "Cookie" }
  public static var date: FieldName { "Date" }
  public static var eTag: FieldName { "ETag" }
  public static var expect: FieldName { "Expect" }
  public static var host: FieldName { "Host" }
  public static var ifNoneMatch: FieldName { "If-None-Match" }
  public static var ifRange: FieldName { "If-Range" }
  public static var lastEventID: FieldName { "Last-Event-ID" }
  public static var location: FieldName { "Location" }
  public static var origin: FieldName { "Origin" }
  public static var range: FieldName { "Range" }
  public static var referrerPolicy: FieldName { "Referrer-Policy" }
  public static var retryAfter: FieldName { "Retry-After" }
  public static var secFetchSite: FieldName { "Sec-Fetch-Site" }
  public static var server: FieldName { "Server" }
  public static var setCookie: FieldName { "Set-Cookie" }
  public static var transferEncoding: FieldName { "Transfer-Encoding" }
  public static var userAgent: FieldName { "User-Agent" }
  public static var vary: FieldName { "Vary" }
}
