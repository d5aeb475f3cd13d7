/// Who is asking. Every look-up takes it, so that another's session and one that does not exist look the
/// same.
public struct User: Hashable, Sendable {
  public let name: String

  public init(_ name: String) { self.name = name }

  /// Everybody, while there is no login.
  public static let owner = User("owner")
}
