/// The running turn so far.
public struct TurnSnapshot: Hashable, Sendable, Codable {
  public var turnID: String
  public var userMessageID: String
  /// The answer so far, in the shape that it will be stored in.
  public var message: Message

  enum CodingKeys: String, CodingKey {
    case message
    case turnID = "turn_id"
    case userMessageID = "user_message_id"
  }
}
