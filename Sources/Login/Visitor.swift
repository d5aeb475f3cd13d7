public import Chat

/// Somebody who was let in.
public struct Visitor: Hashable, Sendable {
  /// What let him in.
  public enum Key: Hashable, Sendable {
    /// There is no login: everybody is the owner.
    case openDoor
    case login(id: String)
    case token
    /// A trusted proxy's word.
    case proxy
  }

  public let user: User
  /// As he calls himself.
  public let name: String
  public let key: Key

  /// Who has not said who he is: no session is his.
  public static let nobody = Visitor(user: User("=nobody"), name: "", key: .proxy)
}
