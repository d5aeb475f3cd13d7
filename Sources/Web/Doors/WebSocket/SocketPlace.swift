internal import Chat

/// How far a client has read: an entry of the log, and some of the messages of the next one. `E-S`, or `E-S.K`.
struct SocketPlace: Hashable, CustomStringConvertible {
  var cursor: Cursor
  var messages = 0

  init(_ cursor: Cursor, messages: Int = 0) {
    self.cursor = cursor
    self.messages = messages
  }

  /// What is none of ours is a place that is not there: `reset`.
  init(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let messages = parts.count == 2 ? Int(parts[1]) ?? -1 : 0
    guard parts.count <= 2, (0...9).contains(messages), let cursor = Cursor(String(parts.first ?? "")) else {
      self = .nowhere
      return
    }
    self.init(cursor, messages: messages)
  }

  /// Whoever comes back from here is told where things stand.
  static let nowhere = SocketPlace(Cursor(epoch: "reset", sequence: 0))

  var description: String { messages == 0 ? "\(cursor)" : "\(cursor).\(messages)" }
}
