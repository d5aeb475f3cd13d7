/// The first event of every turn.
public struct TurnStart: Hashable, Sendable, Codable {
  public var turnID: String
  /// The answer's id, known before its first word.
  public var messageID: String
  /// New in this session, for a call that named none.
  public var sessionID: String
  public var userMessage: Message
  public var agent: String?
  /// When the answer began, in Unix milliseconds.
  public var at: Int
  /// The call's own name, where it brought no message that bears it.
  public var clientID: String?
  /// False if the thoughts are not wanted.
  public var reasoning: Bool?
  /// True if a program outside answers, for which the turn waits across restarts.
  public var isOutside: Bool?

  public init(
    turnID: String, messageID: String, sessionID: String, userMessage: Message, agent: String?, at: Int,
    clientID: String? = nil, reasoning: Bool? = nil
  ) {
    self.turnID = turnID
    self.messageID = messageID
    self.sessionID = sessionID
    self.userMessage = userMessage
    self.agent = agent
    self.at = at
    self.clientID = clientID
    self.reasoning = reasoning
  }

  enum CodingKeys: String, CodingKey {
    case agent, at
    case clientID = "client_id"
    case reasoning = "thoughts"
    case isOutside = "outside"
    case turnID = "turn_id"
    case messageID = "message_id"
    case sessionID = "session_id"
    case userMessage = "user_message"
  }
}
