/// Why a request's body did not arrive.
public enum BodyFailure: Error, Sendable, CustomStringConvertible {
  /// The client went away in the middle.
  case closed
  /// The client sent nothing for too long.
  case timedOut

  public var description: String {
    switch self {
    case .closed: "The connection was closed before the body was complete."
    case .timedOut: "The request's body took too long."
    }
  }
}
