/// A session as JSON to carry away: metadata and all messages.
struct SessionDocument: Codable, Sendable {
  var id: String
  var name: String
  var created: Int
  var updated: Int
  var pinned: Bool
  var agent: String?
  var history: [Message]

  init(_ info: SessionInfo, _ history: [Message]) {
    id = info.id
    name = info.name
    created = info.created
    updated = info.updated
    pinned = info.pinned
    agent = info.agent
    self.history = history
  }
}
