internal import Glibc

/// Programs and what they started in turn.
public enum ProcessTree {
  public enum Urge: Sendable {
    /// It may tidy up (SIGTERM).
    case please
    /// A supervisor ends all that is below it (SIGQUIT).
    case atOnce
    /// The kernel takes it away (SIGKILL).
    case now

    var signal: Int32 {
      switch self {
      case .please: SIGTERM
      case .atOnce: SIGQUIT
      case .now: SIGKILL
      }
    }
  }

  /// One that is not there is ended already.
  public static func end(_ number: Int32, _ urge: Urge) { kill(number, urge.signal) }

  /// The session's first group: all that did not leave it.
  public static func endGroup(_ number: Int32, _ urge: Urge) { kill(-number, urge.signal) }
}
