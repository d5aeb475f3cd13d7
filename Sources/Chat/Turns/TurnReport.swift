/// How a turn ended, for a log: no word of what was said.
public struct TurnReport: Hashable, Sendable {
  public let turnID: String
  public let sessionID: String
  /// Nil: whoever answers when nobody is asked for.
  public let agent: String?
  /// `completed`, `stopped`, `interrupted`, or `failed` with the failure's code.
  public let outcome: String
  public let milliseconds: Int
  public let usage: Usage?

  init(_ turn: Turn, _ message: Message) {
    (turnID, sessionID, agent) = (turn.id, turn.session.id, turn.agent)
    outcome =
      if let error = message.error { "failed (\(error.code))" } else if message.stopped { "stopped" } else {
        message.interrupted ? "interrupted" : "completed"
      }
    milliseconds = message.ms ?? 0
    usage = message.usage
  }
}
