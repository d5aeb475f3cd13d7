internal import Chat

/// The users: those of the configuration, and those who set themselves up.
struct Accounts {
  /// A user who set himself up, as kept in the data folder.
  struct Own: Hashable, Sendable, Codable {
    var hash: String
    var isOwner: Bool

    enum CodingKeys: String, CodingKey {
      case hash = "password_hash"
      case isOwner = "owner"
    }
  }

  private let configured: [String: PasswordHash]
  private let configuredOwner: String?
  private(set) var own: [String: Own]

  init(_ configuration: LoginConfiguration, own: [String: Own]) {
    configured = configuration.users
    configuredOwner = configuration.owner
    self.own = own
  }

  var isEmpty: Bool { configured.isEmpty && own.isEmpty }

  func hash(of name: String) -> PasswordHash? {
    configured[name] ?? own[name].flatMap { PasswordHash($0.hash) }
  }

  /// Whether the password is kept here, and not in the configuration.
  func isOwn(_ name: String) -> Bool { configured[name] == nil && own[name] != nil }

  mutating func set(_ name: String, _ hash: PasswordHash, isOwner: Bool) {
    own[name] = Own(hash: hash.description, isOwner: isOwner)
  }

  /// The name's place in the house: the owner keeps what was there before there was a login.
  func user(_ name: String) -> User {
    if name == ownerName { return .owner }
    // `=` is in no user's name: nobody becomes the owner by calling himself so.
    return name == User.owner.name ? User("=" + name) : User(name)
  }

  private var ownerName: String? {
    if let configuredOwner { return configuredOwner }
    if let name = own.first(where: { $0.value.isOwner })?.key { return name }
    return configured.count == 1 ? configured.keys.first : nil
  }
}
