/// Why a name has no address, in words for a person.
public enum ResolverError: Error, Equatable, Sendable, CustomStringConvertible {
  case notFound(String)
  case timedOut(String)
  case failed(String, reason: String)

  public var description: String {
    switch self {
    case .notFound(let name): "there is no host named \(name)"
    case .timedOut(let name): "no name server answered the question for \(name) in time"
    case .failed(let name, let reason): "the name \(name) could not be looked up: \(reason)"
    }
  }
}
