/// A session as the list shows it.
public struct SessionInfo: Hashable, Sendable, Codable {
  public var id: String
  public var name: String
  /// Unix milliseconds, as all times.
  public var created: Int
  public var updated: Int
  public var pinned: Bool
  public var agent: String?
  /// Whether an answer is being written.
  public var running: Bool
  /// Whether that answer waits for a person's word.
  public var waiting: Bool?
  /// Tools that need not ask in this session any more.
  public var allowedTools: [String]?
  /// The beginning of the latest message.
  public var preview: String
  /// Only in the answer to a search.
  public var matches: [Match]?

  public init(
    id: String, name: String, created: Int, updated: Int, pinned: Bool = false, agent: String? = nil,
    running: Bool = false, preview: String = "", matches: [Match]? = nil
  ) {
    self.id = id
    self.name = name
    self.created = created
    self.updated = updated
    self.pinned = pinned
    self.agent = agent
    self.running = running
    self.preview = preview
    self.matches = matches
  }

  enum CodingKeys: String, CodingKey {
    case id, name, created, updated, pinned, agent, running, waiting, preview, matches
    case allowedTools = "allowed_tools"
  }
}
