/// What was said, once, by one side.
public struct Message: Hashable, Sendable {
  public var id: String
  public var role: Role
  /// When it was said (an answer: when it began), in Unix milliseconds.
  public var at: Int
  /// An answer's text parts joined by a blank line; a user's own words.
  public var content: String
  public var attachments: [Attachment] = []
  /// What happened, in order: answers only.
  public var parts: [Part] = []
  public var pinned = false
  /// The user stopped it.
  public var stopped = false
  /// The server went down in the middle of it.
  public var interrupted = false
  public var usage: Usage?
  /// How long the answer took.
  public var ms: Int?
  /// Why the answer broke off.
  public var error: TurnFailure?
  /// What makes a user's call idempotent.
  public var clientID: String?
  /// Who answered.
  public var agent: String?
  /// What makes a bot's calls idempotent, of which the message came.
  public var botCalls: [String]?

  public init(id: String, role: Role, at: Int, content: String) {
    self.id = id
    self.role = role
    self.at = at
    self.content = content
  }
}

extension Message: Codable {
  enum CodingKeys: String, CodingKey {
    case id, role, at, content, attachments, parts, pinned, stopped, interrupted, usage, ms, error, agent
    case clientID = "client_id"
    case botCalls = "bot_calls"
  }

  public init(from decoder: any Decoder) throws { try self.init(from: decoder, spareID: nil) }

  /// spareID: for a message that has none yet
  init(from decoder: any Decoder, spareID: String?) throws {
    let box = try decoder.container(keyedBy: CodingKeys.self)
    id = try box.decodeIfPresent(String.self, forKey: .id) ?? spareID ?? box.decode(String.self, forKey: .id)
    role = try box.decode(Role.self, forKey: .role)
    at = try box.decodeIfPresent(Int.self, forKey: .at) ?? 0
    content = try box.decodeIfPresent(String.self, forKey: .content) ?? ""
    attachments = try box.decodeIfPresent([Attachment].self, forKey: .attachments) ?? []
    parts = try box.decodeIfPresent([Part].self, forKey: .parts) ?? []
    pinned = try box.decodeIfPresent(Bool.self, forKey: .pinned) ?? false
    stopped = try box.decodeIfPresent(Bool.self, forKey: .stopped) ?? false
    interrupted = try box.decodeIfPresent(Bool.self, forKey: .interrupted) ?? false
    usage = try box.decodeIfPresent(Usage.self, forKey: .usage)
    ms = try box.decodeIfPresent(Int.self, forKey: .ms)
    error = try box.decodeIfPresent(TurnFailure.self, forKey: .error)
    clientID = try box.decodeIfPresent(String.self, forKey: .clientID)
    agent = try box.decodeIfPresent(String.self, forKey: .agent)
    botCalls = try box.decodeIfPresent([String].self, forKey: .botCalls)
  }

  /// Leaves out what says nothing, so that a plain message stays a short line.
  public func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: CodingKeys.self)
    try box.encode(id, forKey: .id)
    try box.encode(role, forKey: .role)
    try box.encode(at, forKey: .at)
    try box.encode(content, forKey: .content)
    if !attachments.isEmpty { try box.encode(attachments, forKey: .attachments) }
    if !parts.isEmpty { try box.encode(parts, forKey: .parts) }
    for (flag, key) in [(pinned, CodingKeys.pinned), (stopped, .stopped), (interrupted, .interrupted)]
    where flag {
      try box.encode(true, forKey: key)
    }
    try box.encodeIfPresent(usage, forKey: .usage)
    try box.encodeIfPresent(ms, forKey: .ms)
    try box.encodeIfPresent(error, forKey: .error)
    try box.encodeIfPresent(clientID, forKey: .clientID)
    try box.encodeIfPresent(agent, forKey: .agent)
    try box.encodeIfPresent(botCalls, forKey: .botCalls)
  }
}
