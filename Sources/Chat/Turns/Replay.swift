/// What a log has after a cursor.
public enum Replay: Sendable {
  /// All that came after it, oldest first; empty when the cursor stands at the end.
  case entries(ArraySlice<LogEntry>)
  /// The cursor is of another epoch, or too old, or was never given: read the session again.
  case reset
}
