/// What somebody asked and was told, for a log: made as the answer begins. Holds no query, no fields, no body.
public struct RequestReport: Hashable, Sendable {
  /// The answer's `X-Request-Id`.
  public let id: String
  public let method: String
  /// As it was sent, cut off at 200 characters.
  public let path: String
  public let status: Int
  /// Of the answer's body; nil: a stream, which goes on until somebody ends it.
  public let bytes: Int?
  /// From the request's head to the answer's.
  public let milliseconds: Int
}
