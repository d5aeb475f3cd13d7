internal import Kernel

/// What a client says about a session: what is missing stays as it is.
public struct SessionDraft: Hashable, Sendable {
  /// For a new session only; a lower-case UUID.
  public var id: String?
  public var name: String?
  public var pinned: Bool?
  public var agent: String?
  public var history: [Message]?
  /// Makes it the newest.
  public var touch: Bool?
  /// Tools that need not ask in this session any more.
  public var allowedTools: [String]?

  public init(
    id: String? = nil, name: String? = nil, pinned: Bool? = nil, agent: String? = nil,
    history: [Message]? = nil,
    touch: Bool? = nil
  ) {
    self.id = id
    self.name = name
    self.pinned = pinned
    self.agent = agent
    self.history = history
    self.touch = touch
  }

  func applied(to old: SessionInfo, _ limits: ChatLimits) throws -> SessionInfo {
    var info = old
    if let name { info.name = try checked(name, limits) }
    if let pinned { info.pinned = pinned }
    if let agent, agent.unicodeScalars.count > limits.nameCharacters {
      throw ChatError.invalid("An agent's name has at most \(limits.nameCharacters) characters")
    }
    if let agent { info.agent = agent.isEmpty ? nil : agent }
    if let allowedTools { info.allowedTools = try Self.checked(tools: allowedTools) }
    if touch == true || history != nil { info.updated = Int(WallClock.milliseconds) }
    if let history, Set(history.map(\.id)).count < history.count {
      throw ChatError.invalid("Two messages have the same id")
    }
    return info
  }

  private static func checked(tools: [String]) throws -> [String]? {
    let names = Set(tools).sorted()
    let letters = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-".utf8)
    guard names.count <= 100,
      names.allSatisfy({ (1...64).contains($0.utf8.count) && $0.utf8.allSatisfy(letters.contains) })
    else { throw ChatError.invalid("allowed_tools holds names of tools, 100 at most") }
    return names.isEmpty ? nil : names
  }

  private func checked(_ name: String, _ limits: ChatLimits) throws -> String {
    guard name.unicodeScalars.count <= limits.nameCharacters else {
      throw ChatError.invalid("A name has at most \(limits.nameCharacters) characters")
    }
    return Preview.line(name, characters: limits.nameCharacters)
  }
}

extension SessionDraft: Decodable {
  enum CodingKeys: String, CodingKey { case id, name, pinned, agent, history, touch, allowedTools = "allowed_tools" }

  public init(from decoder: any Decoder) throws {
    let box = try decoder.container(keyedBy: CodingKeys.self)
    id = try box.decodeIfPresent(String.self, forKey: .id)
    name = try box.decodeIfPresent(String.self, forKey: .name)
    pinned = try box.decodeIfPresent(Bool.self, forKey: .pinned)
    agent = try box.decodeIfPresent(String.self, forKey: .agent)
    history = try box.decodeIfPresent([Given].self, forKey: .history)?.map(\.message)
    touch = try box.decodeIfPresent(Bool.self, forKey: .touch)
    allowedTools = try box.decodeIfPresent([String].self, forKey: .allowedTools)
  }

  /// A message that may have neither an id nor a time yet.
  private struct Given: Decodable {
    var message: Message

    init(from decoder: any Decoder) throws {
      message = try Message(from: decoder, spareID: Identifier.random())
      if message.at == 0 { message.at = Int(WallClock.milliseconds) }
    }
  }
}
