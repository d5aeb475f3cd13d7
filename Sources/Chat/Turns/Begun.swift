/// What became of a call to begin a turn.
public enum Begun: Sendable {
  /// A new turn: give it to an agent.
  case started(Turn)
  /// The turn of an earlier call with the same client id is under way: watch it.
  case joined(Turn)
  /// The turn of an earlier call with the same client id has ended with this message.
  case finished(Message, in: Session)
}
