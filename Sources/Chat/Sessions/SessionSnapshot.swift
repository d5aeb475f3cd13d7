/// A session as `GET /api/sessions/{id}` shows it: metadata, messages, and where to go on from.
public struct SessionSnapshot: Sendable, Encodable {
  public var info: SessionInfo
  public var history: [Message]
  /// Events after this one are not in it.
  public var cursor: Cursor
  /// The running turn, up to `cursor`.
  public var turn: TurnSnapshot?

  enum CodingKeys: String, CodingKey { case history, cursor, turn }

  public func encode(to encoder: any Encoder) throws {
    try info.encode(to: encoder)
    var box = encoder.container(keyedBy: CodingKeys.self)
    try box.encode(history, forKey: .history)
    try box.encode(cursor.description, forKey: .cursor)
    try box.encodeIfPresent(turn, forKey: .turn)
  }
}
