/// What a bot is told, as it stands in its feed.
public struct BotEvent: Hashable, Sendable, Codable {
  public enum Kind: String, Sendable {
    /// A user has said something: the turn waits for the bot's words.
    case message
    /// A user has pressed a button of the bot's message.
    case button
    /// A user has stopped the turn.
    case stop
  }

  public var session: String
  public var turn: String?
  /// Of the answer that the bot is to give, or of the one whose button was pressed.
  public var message: String?
  /// The button.
  public var id: String?
  public var user: String?
  public var agent: String?
  public var text: String?
  public var attachments: [Attachment]?
  /// Whether the user wants to see thoughts.
  public var reasoning: Bool?
  /// Unix milliseconds.
  public var at: Int

  enum CodingKeys: String, CodingKey {
    case id, user, agent, text, attachments, reasoning, at
    case session = "session_id"
    case turn = "turn_id"
    case message = "message_id"
  }

  /// The word in `event:`; which keys there are tells it.
  var name: String { kind.rawValue }

  var kind: Kind { id != nil ? .button : text != nil ? .message : .stop }
}
