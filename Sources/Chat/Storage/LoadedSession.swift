/// A session as it comes off the disk, mended where a crash left it.
struct LoadedSession: Sendable {
  var front: FrontMatter
  var history: [Message]
  /// Bytes in the file.
  var size: Int
  var needsRewrite: Bool
  /// When it was last written, if the file knows better than its front matter.
  var updated: Int?
  /// The last number given.
  var cursor: Cursor
  /// The events of a turn that was recovered, up to `cursor`: who was in the midst of it goes on without a
  /// gap.
  var entries: [LogEntry] = []
  /// The turn that waits for a person's word, and goes on when it comes.
  var waiting: WaitingTurn?
  var notes: [RecoveryNote] = []

  /// As the list shows it.
  func info(_ limits: ChatLimits) -> SessionInfo {
    let first = history.first { $0.role == .user }
    let name =
      front.name.isEmpty
      ? first.map { Preview.name($0.content, characters: limits.autoNameCharacters) } : front.name
    let preview = history.last.map { SessionFile.preview(of: $0, characters: limits.previewCharacters) }
    let created = front.created == 0 ? history.first?.at ?? 0 : front.created
    let updated = updated ?? max(front.updated, history.last?.at ?? 0)
    var info = SessionInfo(
      id: front.id, name: name ?? "", created: created, updated: max(updated, created), pinned: front.pinned,
      agent: front.agent, preview: preview ?? "")
    info.allowedTools = front.allowedTools.isEmpty ? nil : front.allowedTools
    return info
  }
}
