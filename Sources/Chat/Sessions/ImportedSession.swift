internal import Kernel

/// What a foreign file says, made a session of ours. The same file always makes the same ids.
struct ImportedSession: Sendable {
  var info: SessionInfo
  var history: [Message]

  /// errors: `.invalid`
  init(_ bytes: [UInt8], name: String, user: User, _ limits: ChatLimits) throws {
    let first = bytes.first { ![9, 10, 13, 32].contains($0) }
    let isJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    if isJSON {
      try self.init(json: bytes, name: name)
    } else {
      try self.init(markdown: bytes, name: name, limits)
    }
    if info.name.isEmpty, let first = history.first(where: { $0.role == .user }) {
      info.name = Preview.name(first.content, characters: limits.autoNameCharacters)
    }
    info.name = Preview.line(info.name, characters: limits.nameCharacters)
    info.agent = info.agent.map { Preview.line($0, characters: limits.nameCharacters) }
    if info.name.isEmpty { info.name = Preview.line(Self.stem(name), characters: limits.nameCharacters) }
    makeUnique()
  }

  private init(markdown bytes: [UInt8], name: String, _ limits: ChatLimits) throws {
    let stem = Self.stem(name)
    let fallback = Identifier.isValid(stem) ? stem : Identifier.derived(from: stem)
    let stored = SessionParser.parse(bytes, id: fallback)
    let id = SessionParser.ownID(bytes) ?? fallback
    let loaded = LoadedSession(
      front: stored.front, history: stored.history, size: bytes.count, needsRewrite: true,
      updated: stored.ending == .whole ? stored.trailer?.at : nil, cursor: stored.cursor)
    guard !loaded.history.isEmpty || !stored.needsRewrite else {
      throw ChatError.invalid("\(name) holds no session: there is no message in it")
    }
    info = loaded.info(limits)
    info.id = Identifier.isValid(id) ? id : Identifier.derived(from: id)
    // What a person allowed elsewhere is not allowed here.
    info.allowedTools = nil
    history = loaded.history
  }

  private init(json bytes: [UInt8], name: String) throws {
    guard let value = JSONValue(json: bytes) else {
      throw ChatError.invalid("\(name) is not valid JSON")
    }
    var entries = value["history"] ?? value["messages"]
    if case .array = value { entries = value }
    guard case .array(let list)? = entries else {
      throw ChatError.invalid("\(name) holds no session: it has no history")
    }
    history = list.enumerated().compactMap { OldSessionFile.message($0.element, index: $0.offset) }
    let id = value["id"]?.text ?? Self.stem(name)
    let created = OldSessionFile.time(value["created"]) ?? history.first?.at ?? 0
    let updated = OldSessionFile.time(value["updated"]) ?? history.last?.at ?? created
    info = SessionInfo(
      id: Identifier.isValid(id) ? id : Identifier.derived(from: id), name: value["name"]?.text ?? "",
      created: created, updated: max(created, updated), pinned: value["pinned"] == .bool(true),
      agent: value["agent"]?.text)
  }

  /// Two messages with one id could not be told apart later.
  private mutating func makeUnique() {
    var seen: Set<String> = []
    for index in history.indices where !seen.insert(history[index].id).inserted {
      history[index].id = Identifier.derived(from: info.id, history[index].id, String(index))
      seen.insert(history[index].id)
    }
    if info.created == 0 { info.created = max(1, history.first?.at ?? 1) }
    info.updated = max(info.created, info.updated)
  }

  private static func stem(_ name: String) -> String {
    let last = name.split(separator: "/").last ?? ""
    return String(last.split(separator: ".").first ?? last)
  }
}
