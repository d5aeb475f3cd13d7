/// Why bytes were refused: words for a person, and the status a server would answer with.
public protocol WireFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// A hint for servers; after a failure the connection is out of step and must be closed.
  var status: Int { get }
}
