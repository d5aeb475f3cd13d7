/// One browser that somebody is logged in with.
public struct LoginRecord: Hashable, Sendable, Codable {
  /// Random, in hex.
  public let id: String
  public let user: String
  /// Unix milliseconds.
  public let created: Int
  public var seen: Int
  /// What the browser calls itself.
  public let agent: String
}
