/// What `ThinkingSplitter` makes of an answer.
public enum ThinkingPiece: Equatable, Sendable {
  /// For everybody.
  case text(String)
  /// The model thinking aloud.
  case reasoning(String)
  /// A thought is complete. Only after a `reasoning`.
  case reasoningEnd
}
