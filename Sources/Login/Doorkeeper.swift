public import Chat
internal import Crypto
public import EventLoop
public import Kernel

/// Knows who may come in: by password and cookie, by token, or by the word of a trusted proxy. Without any of them the
/// door stands open, and everybody is the owner.
@Loop public final class Doorkeeper {
  private let configuration: LoginConfiguration
  private let folder: LoginFolder
  private let disk: Disk
  /// Passwords are checked one after the other, beside everything else.
  private lazy var study = Disk()
  private var checks = 0
  private var accounts: Accounts
  private var logins: Logins?
  private var throttle = Throttle()
  private var setup: String?
  /// Told of logins that ended: what they hold open must be closed.
  public var ended: @Loop (Set<String>) -> Void = { _ in }
  /// Told of what could not be written.
  public var report: @Loop (String) -> Void = { _ in }

  public init(_ configuration: LoginConfiguration, folder: String, disk: Disk) {
    self.configuration = configuration
    self.folder = LoginFolder(path: folder)
    self.disk = disk
    accounts = Accounts(configuration, own: [:])
  }

  /// Reads what was kept. Call it once, when the data folder is ours.
  public func open() async throws {
    let contents = try await disk.run { [folder] in try folder.open() }
    accounts = Accounts(configuration, own: contents.users)
    let lifetime = configuration.loginHours * 3_600_000
    let logins = Logins(secret: contents.secret, lifetime: lifetime, records: contents.logins)
    logins.seen = { [weak self] in self?.keepSoon() }
    self.logins = logins
  }

  /// Whether somebody must show who he is.
  public var isLocked: Bool { !configuration.isEmpty || !accounts.isEmpty || setup != nil }
  public var hasUsers: Bool { !accounts.isEmpty }
  /// Whether the first user is still to be made, with the link that was given.
  public var awaitsSetup: Bool { setup != nil }
  /// Tells this house from others, and tells nothing else.
  public var houseMark: String { logins?.houseMark ?? "" }
  public var userHeader: String? { configuration.userHeader }

  public func isTrusted(_ peer: SocketAddress.Host) -> Bool { configuration.trustedProxies.contains(peer) }

  /// Locks the door until somebody who has the key has made the first user.
  ///
  /// returns: the key
  public func awaitSetup() -> String {
    let key = setup ?? Hex.text(SecureRandom.bytes(16))
    setup = key
    return key
  }

  /// A user by name; nil if there is none.
  ///
  /// name: nil is the owner
  public func user(named name: String?) -> User? {
    guard let name else { return .owner }
    guard isLocked else { return name == User.owner.name ? .owner : nil }
    return accounts.hash(of: name) == nil ? nil : accounts.user(name)
  }

  /// Who it is; nil if nobody that we know.
  public func visitor(_ shown: Credentials) -> Visitor? {
    guard isLocked else { return Visitor(user: .owner, name: User.owner.name, key: .openDoor) }
    if let name = shown.proxyUser, userHeader != nil, isTrusted(shown.peer), UserName.isValid(name) {
      return visitor(name, .proxy)
    }
    if let user = token(shown)?.user { return visitor(user, .token) }
    guard let cookie = shown.cookie, let record = logins?.record(of: cookie), accounts.hash(of: record.user) != nil
    else { return nil }
    return visitor(record.user, .login(id: record.id))
  }

  /// Whether it is the owner, or a program that may read the house's figures.
  public func mayMonitor(_ shown: Credentials) -> Bool {
    if let visitor = visitor(shown) { return visitor.user == .owner }
    return token(shown).map { $0.user == nil } ?? false
  }

  private func token(_ shown: Credentials) -> AccessToken? {
    shown.token.flatMap { text in configuration.tokens.values.first { $0.isHash(of: text) } }
  }

  private func visitor(_ name: String, _ key: Visitor.Key) -> Visitor {
    Visitor(user: accounts.user(name), name: name, key: key)
  }

  /// Lets somebody in by password.
  ///
  /// address: where he comes from, as far as it is known
  /// returns: the cookie's value
  /// errors:  `LoginFailure`
  public func logIn(_ name: String, _ password: String, from address: String, agent: String) async throws -> String {
    let keys = ["name \(name.prefix(LoginLimits.nameBytes))", "address \(address)"]
    try checkThrottle(keys)
    guard password.utf8.count <= LoginLimits.passwordBytes else { throw LoginFailure.wrong }
    throttle.failed(keys, now: .now)
    let hash = accounts.hash(of: name)
    let matches = try await study { (hash ?? .nobodys).matches(password) }
    guard let hash, matches, accounts.hash(of: name) == hash, let logins else { throw LoginFailure.wrong }
    throttle.succeeded(keys)
    let cookie = logins.begin(for: name, agent: agent)
    try await keep()
    return cookie
  }

  /// Ends the visitor's login, or all of that user's; they are gone from the disk too when it returns.
  public func logOut(_ visitor: Visitor, everywhere: Bool) async throws {
    guard case .login(let id) = visitor.key else { return }
    if everywhere { endAll(of: visitor.name) } else { end([id]) { $0.end(id) } }
    try await keep()
  }

  /// Makes the first user, who owns what is there.
  ///
  /// errors: `LoginFailure`
  public func setUp(key: String, name: String, password: String, from address: String) async throws {
    let keys = ["setup", "address \(address)"]
    try checkThrottle(keys)
    guard let setup, Digest.areEqual(Array(setup.utf8), Array(key.utf8)) else {
      throttle.failed(keys, now: .now)
      throw LoginFailure.noSetup
    }
    try Self.check(name, password)
    let hash = try await study { PasswordHash(of: password) }
    guard self.setup == setup else { throw LoginFailure.noSetup }
    var accounts = accounts
    accounts.set(name, hash, isOwner: true)
    try await disk.run { [folder, own = accounts.own] in try folder.write(own) }
    self.accounts = accounts
    self.setup = nil
  }

  /// Changes a password that is kept here, and ends that user's logins.
  ///
  /// errors: `LoginFailure`
  public func changePassword(of visitor: Visitor, from old: String, to new: String) async throws {
    guard accounts.isOwn(visitor.name), let hash = accounts.hash(of: visitor.name) else {
      throw LoginFailure.unfit("Your password stands in the configuration: change it there.")
    }
    let keys = ["name \(visitor.name)"]
    try checkThrottle(keys)
    throttle.failed(keys, now: .now)
    try Self.check(visitor.name, new)
    guard try await study({ hash.matches(old) }) else { throw LoginFailure.wrong }
    throttle.succeeded(keys)
    let fresh = try await study { PasswordHash(of: new) }
    var accounts = accounts
    accounts.set(visitor.name, fresh, isOwner: accounts.own[visitor.name]?.isOwner ?? false)
    try await disk.run { [folder, own = accounts.own] in try folder.write(own) }
    self.accounts = accounts
    endAll(of: visitor.name)
    try await keep()
  }

  private func endAll(of user: String) {
    guard let logins else { return }
    end(Set(logins.ids(of: user))) { $0.endAll(of: user) }
  }

  private func end(_ ids: Set<String>, _ change: (Logins) -> Void) {
    guard let logins else { return }
    change(logins)
    ended(ids)
  }

  private func checkThrottle(_ keys: [String]) throws {
    if let wait = throttle.wait(keys, now: .now) {
      throw LoginFailure.tooMany(seconds: max(1, Int(wait.components.seconds) + 1))
    }
  }

  private static func check(_ name: String, _ password: String) throws {
    guard UserName.isValid(name) else {
      throw LoginFailure.unfit("A name has 1 to \(LoginLimits.nameBytes) bytes, and no = in it.")
    }
    guard password.count >= LoginLimits.shortestPassword, password.utf8.count <= LoginLimits.passwordBytes else {
      throw LoginFailure.unfit("A password has at least \(LoginLimits.shortestPassword) characters.")
    }
  }

  private func study<T: Sendable>(_ work: @Sendable () throws -> T) async throws -> T {
    guard checks < LoginLimits.checksWaiting else { throw LoginFailure.tooMany(seconds: 2) }
    checks += 1
    defer { checks -= 1 }
    return try await study.run(work)
  }

  private func keep() async throws {
    guard let records = logins?.all else { return }
    do { try await disk.run { [folder] in try folder.write(records) } } catch {
      throw LoginFailure.notKept("\(error)")
    }
  }

  private func keepSoon() {
    Loop.start {
      do { try await self.keep() } catch { self.report("who is logged in could not be written down: \(error)") }
    }
  }
}
