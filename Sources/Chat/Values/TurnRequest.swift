/// What `POST /api/chat` asks for.
public struct TurnRequest: Hashable, Sendable {
  public var message: String
  /// Nil makes a new session.
  public var sessionID: String?
  /// Ids of uploads.
  public var attachments: [String]
  public var agent: String?
  /// Who can answer; nil takes whatever name the call or the session gives.
  public var answerers: Answerers?
  public var wantsReasoning: Bool
  /// ≤ 64 characters; the same id twice runs once.
  public var clientID: String?
  /// The user message to replace; what follows it goes.
  public var edit: String?
  /// The answer (or the user message) to answer anew; `message` must then be empty.
  public var regenerate: String?

  public init(
    message: String, sessionID: String? = nil, attachments: [String] = [], agent: String? = nil,
    answerers: Answerers? = nil, wantsReasoning: Bool = true, clientID: String? = nil, edit: String? = nil,
    regenerate: String? = nil
  ) {
    self.message = message
    self.sessionID = sessionID
    self.attachments = attachments
    self.agent = agent
    self.answerers = answerers
    self.wantsReasoning = wantsReasoning
    self.clientID = clientID
    self.edit = edit
    self.regenerate = regenerate
  }
}
