import Chat
import EventLoop
import Kernel
import TestSupport
import Testing

@testable import Login

@Suite(.onLoop) @Loop struct DoorkeeperTests {
  static let ada = PasswordHash(of: "correct horse")
  let folder: TemporaryFolder
  let here = SocketAddress(literal: "127.0.0.1", port: 1)!.host
  let elsewhere = SocketAddress(literal: "10.0.0.9", port: 1)!.host

  init() throws { folder = try TemporaryFolder() }

  private func door(_ change: (inout LoginConfiguration) -> Void = { $0.users["ada"] = Self.ada }) async throws
    -> Doorkeeper
  {
    var configuration = LoginConfiguration()
    change(&configuration)
    let door = Doorkeeper(configuration, folder: folder.path, disk: Disk())
    try await door.open()
    return door
  }

  @Test func withoutUsersTheDoorStandsOpen() async throws {
    let door = try await door { _ in }
    #expect(!door.isLocked)
    #expect(door.visitor(Credentials(peer: elsewhere))?.user == .owner)
  }

  @Test func theRightPasswordGivesACookieThatOpens() async throws {
    let door = try await door()
    #expect(door.visitor(Credentials(peer: here)) == nil)
    let cookie = try await door.logIn("ada", "correct horse", from: "x", agent: "y")
    let shown = Credentials(peer: here, cookie: cookie)
    #expect(door.visitor(shown)?.name == "ada")
    #expect(try await self.door().visitor(shown)?.name == "ada", "after a restart")
    #expect(try await self.door { $0.users["bob"] = Self.ada }.visitor(shown) == nil, "a user who is gone")
  }

  @Test func aWrongPasswordAndAnUnknownNameAreTheSame() async throws {
    let door = try await door()
    for name in ["ada", "nobody", "", String(repeating: "x", count: 9999)] {
      await #expect(throws: LoginFailure.wrong) { try await door.logIn(name, "wrong", from: name, agent: "") }
    }
  }

  @Test func whoGuessesMustWaitAndTheRightPasswordWaitsToo() async throws {
    let door = try await door()
    for _ in 0...LoginLimits.freeFailures { _ = try? await door.logIn("ada", "wrong", from: "a", agent: "") }
    await #expect(throws: LoginFailure.tooMany(seconds: 1)) {
      try await door.logIn("ada", "correct horse", from: "b", agent: "")
    }
    await #expect(throws: LoginFailure.tooMany(seconds: 1)) {
      try await door.logIn("bob", "wrong", from: "a", agent: "")
    }
  }

  @Test func loggingOutHereOrEverywhereEndsWhatIsOpen() async throws {
    let door = try await door()
    var ended: [Set<String>] = []
    door.ended = { ended.append($0) }
    var cookies: [String] = []
    for address in ["a", "b", "c"] {
      cookies.append(try await door.logIn("ada", "correct horse", from: address, agent: ""))
    }
    func visitor(_ index: Int) -> Visitor? { door.visitor(Credentials(peer: here, cookie: cookies[index])) }
    try await door.logOut(try #require(visitor(0)), everywhere: false)
    #expect(visitor(0) == nil && visitor(1) != nil)
    try await door.logOut(try #require(visitor(1)), everywhere: true)
    #expect(visitor(1) == nil && visitor(2) == nil)
    #expect(ended.map(\.count) == [1, 2])
  }

  @Test func aTokenSpeaksForItsUser() async throws {
    let (token, hash) = AccessToken.make()
    let door = try await door { $0.tokens["ci"] = AccessToken(hash: hash, user: "ada") }
    #expect(door.visitor(Credentials(peer: elsewhere, token: token))?.name == "ada")
    #expect(door.visitor(Credentials(peer: elsewhere, token: token + "0")) == nil)
    #expect(door.visitor(Credentials(peer: elsewhere, token: hash)) == nil)
  }

  @Test func figuresAreForTheOwnerAndForTokensThatOpenNothingElse() async throws {
    let (monitor, monitorHash) = AccessToken.make()
    let (program, programHash) = AccessToken.make()
    let door = try await door {
      $0.users = ["ada": Self.ada, "bob": Self.ada]
      $0.owner = "ada"
      $0.tokens["prometheus"] = AccessToken(hash: monitorHash, user: nil)
      $0.tokens["ci"] = AccessToken(hash: programHash, user: "bob")
    }
    let ada = try await door.logIn("ada", "correct horse", from: "a", agent: "")
    let bob = try await door.logIn("bob", "correct horse", from: "b", agent: "")
    #expect(door.mayMonitor(Credentials(peer: here, cookie: ada)))
    #expect(door.mayMonitor(Credentials(peer: elsewhere, token: monitor)))
    #expect(door.visitor(Credentials(peer: here, token: monitor)) == nil)
    for shown in [
      Credentials(peer: here), Credentials(peer: here, cookie: bob), Credentials(peer: here, token: program),
      Credentials(peer: here, token: monitor + "0"),
    ] { #expect(!door.mayMonitor(shown)) }
  }

  @Test func aTokenForFiguresAloneLocksNobodyOut() async throws {
    let (_, hash) = AccessToken.make()
    let door = try await door { $0.tokens["prometheus"] = AccessToken(hash: hash, user: nil) }
    #expect(!door.isLocked && door.mayMonitor(Credentials(peer: here)))
  }

  @Test func aProxysWordCountsFromListedAddressesAlone() async throws {
    let door = try await door {
      $0.userHeader = "Remote-User"
      $0.trustedProxies = [here]
    }
    #expect(door.visitor(Credentials(peer: here, proxyUser: "ada"))?.name == "ada")
    #expect(door.visitor(Credentials(peer: elsewhere, proxyUser: "ada")) == nil)
    #expect(door.visitor(Credentials(peer: here, proxyUser: "")) == nil)
    #expect(door.visitor(Credentials(peer: here, proxyUser: "j\u{FFFD}rgen")) == nil, "whoever that was")
    #expect(door.visitor(Credentials(peer: here)) == nil)
  }

  @Test func nobodyBecomesTheOwnerByCallingHimselfSo() async throws {
    let door = try await door {
      $0.userHeader = "Remote-User"
      $0.trustedProxies = [here]
      $0.owner = "ada"
    }
    #expect(door.visitor(Credentials(peer: here, proxyUser: "ada"))?.user == .owner)
    #expect(door.visitor(Credentials(peer: here, proxyUser: "owner"))?.user != .owner)
    #expect(door.visitor(Credentials(peer: here, proxyUser: "=owner")) == nil)
  }

  @Test func theFirstUserIsMadeOnceAndOwnsWhatIsThere() async throws {
    let door = try await door { _ in }
    let key = door.awaitSetup()
    #expect(door.isLocked && door.visitor(Credentials(peer: here)) == nil)
    for (key, name, password) in [
      (key + "0", "ada", "long enough"), (key, "ada", "short"), (key, "a=b", "long enough"),
    ] {
      await #expect(throws: LoginFailure.self) {
        try await door.setUp(key: key, name: name, password: password, from: "a")
      }
    }
    try await door.setUp(key: key, name: "ada", password: "long enough", from: "a")
    await #expect(throws: LoginFailure.noSetup) {
      try await door.setUp(key: key, name: "eve", password: "long enough", from: "a")
    }
    let later = try await self.door { _ in }
    let cookie = try await later.logIn("ada", "long enough", from: "a", agent: "")
    #expect(later.visitor(Credentials(peer: here, cookie: cookie))?.user == .owner)
    #expect(!folder.contents.values.contains { String(decoding: $0, as: UTF8.self).contains("long enough") })
  }

  @Test func aNewPasswordEndsOldLogins() async throws {
    let door = try await door { _ in }
    try await door.setUp(key: door.awaitSetup(), name: "ada", password: "long enough", from: "a")
    let cookie = try await door.logIn("ada", "long enough", from: "a", agent: "")
    let visitor = try #require(door.visitor(Credentials(peer: here, cookie: cookie)))
    await #expect(throws: LoginFailure.wrong) {
      try await door.changePassword(of: visitor, from: "wrong one", to: "longer still")
    }
    try await door.changePassword(of: visitor, from: "long enough", to: "longer still")
    #expect(door.visitor(Credentials(peer: here, cookie: cookie)) == nil)
    _ = try await door.logIn("ada", "longer still", from: "a", agent: "")
  }

  @Test func aConfiguredPasswordIsNotChangedHere() async throws {
    let door = try await door()
    let cookie = try await door.logIn("ada", "correct horse", from: "a", agent: "")
    let visitor = try #require(door.visitor(Credentials(peer: here, cookie: cookie)))
    await #expect(throws: LoginFailure.self) {
      try await door.changePassword(of: visitor, from: "correct horse", to: "longer still")
    }
  }
}
