/// Where a search found its words.
public struct Match: Hashable, Sendable, Codable {
  public var messageID: String
  /// A line's worth of text around the words.
  public var snippet: String

  public init(messageID: String, snippet: String) {
    self.messageID = messageID
    self.snippet = snippet
  }

  enum CodingKeys: String, CodingKey {
    case messageID = "message_id"
    case snippet
  }
}
