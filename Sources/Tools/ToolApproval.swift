/// Whether a person is asked before a tool is used.
public enum ToolApproval: String, Hashable, Sendable, CaseIterable {
  /// Each call waits for a person's word, unless they allowed the tool for the session.
  case ask
  /// Nobody is asked.
  case auto
  /// No call is ever allowed.
  case never
}
