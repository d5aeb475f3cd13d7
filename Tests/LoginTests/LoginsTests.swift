import EventLoop
import Testing

@testable import Login

@Suite @Loop struct LoginsTests {
  static let secret = [UInt8](repeating: 9, count: 32)

  private func logins(_ records: [LoginRecord] = [], now: LoginTime = at(0)) -> Logins {
    Logins(secret: Self.secret, lifetime: 10_000_000, records: records, now: now)
  }

  private static let start = ContinuousClock.now

  /// wall: what the world's clock shows then, if somebody has set it
  private static func at(_ milliseconds: Int, wall: Int? = nil) -> LoginTime {
    LoginTime(wall: wall ?? milliseconds, steady: start + .milliseconds(milliseconds))
  }

  @Test func aCookieNamesItsUserUntilItIsLoggedOut() throws {
    let logins = logins()
    let cookie = logins.begin(for: "ada", agent: "x", now: Self.at(0))
    let record = try #require(logins.record(of: cookie, now: Self.at(1)))
    #expect(record.user == "ada")
    logins.end(record.id)
    #expect(logins.record(of: cookie, now: Self.at(2)) == nil)
  }

  @Test func everyChangeOfACookieIsAForgery() throws {
    let logins = logins()
    let cookie = logins.begin(for: "ada", agent: "x", now: Self.at(0))
    for place in cookie.indices {
      var forged = cookie
      forged.replaceSubrange(place...place, with: cookie[place] == "0" ? "1" : "0")
      #expect(logins.record(of: forged, now: Self.at(1)) == nil)
    }
    for forged in ["", ".", cookie + ".", "." + cookie, String(cookie.dropLast()), cookie + "0"] {
      #expect(logins.record(of: forged, now: Self.at(1)) == nil)
    }
    let foreign = Logins(secret: [UInt8](repeating: 8, count: 32), lifetime: 10, records: [])
    #expect(logins.record(of: foreign.begin(for: "ada", agent: "", now: Self.at(0)), now: Self.at(1)) == nil)
  }

  @Test func whoStaysAwayIsLoggedOutAndWhoComesStays() throws {
    let logins = logins()
    let cookie = logins.begin(for: "ada", agent: "x", now: Self.at(0))
    #expect(logins.record(of: cookie, now: Self.at(9_999_999)) != nil)
    #expect(logins.record(of: cookie, now: Self.at(19_000_000)) != nil)
    #expect(logins.record(of: cookie, now: Self.at(29_000_000)) == nil)
  }

  private static let year = 31_536_000_000

  @Test func aClockThatIsSetForwardOrBackLogsNobodyOut() throws {
    let logins = logins(now: Self.at(0, wall: 50 * Self.year))
    let cookie = logins.begin(for: "ada", agent: "x", now: Self.at(0, wall: 50 * Self.year))
    #expect(logins.record(of: cookie, now: Self.at(1000, wall: 90 * Self.year)) != nil, "forward")
    _ = logins.begin(for: "bob", agent: "x", now: Self.at(1500, wall: 90 * Self.year))
    #expect(logins.record(of: cookie, now: Self.at(2000, wall: 50 * Self.year)) != nil, "back, and others came")
    #expect(logins.record(of: cookie, now: Self.at(3000, wall: 0)) != nil, "to 1970")
    #expect(logins.all.first { $0.user == "ada" }?.seen == 0, "what is kept keeps step")
  }

  @Test func aClockThatIsSetBackKeepsNobodyInForEver() throws {
    let before = logins(now: Self.at(0, wall: 90 * Self.year))
    let cookie = before.begin(for: "ada", agent: "x", now: Self.at(0, wall: 90 * Self.year))
    #expect(before.record(of: cookie, now: Self.at(10_000_001, wall: 50 * Self.year)) == nil)
    let after = logins(before.all, now: Self.at(0, wall: 50 * Self.year))
    #expect(after.record(of: cookie, now: Self.at(10_000_001, wall: 51 * Self.year)) == nil)
    let soon = logins(before.all, now: Self.at(0, wall: 50 * Self.year))
    #expect(soon.record(of: cookie, now: Self.at(9_999_999, wall: 51 * Self.year)) != nil)
  }

  @Test func outlivesARestartInItsRecordsAlone() throws {
    let first = logins()
    let cookie = first.begin(for: "ada", agent: "x", now: Self.at(0))
    #expect(logins(first.all).record(of: cookie, now: Self.at(1))?.user == "ada")
    first.endAll(of: "ada")
    #expect(first.all.isEmpty)
    #expect(logins(first.all).record(of: cookie, now: Self.at(1)) == nil)
  }

  @Test func aUserHasSoManyLoginsAndTheOldestGoes() {
    let logins = logins()
    let cookies = (0...LoginLimits.loginsPerUser).map { logins.begin(for: "ada", agent: "", now: Self.at($0)) }
    #expect(logins.record(of: cookies[0], now: Self.at(200)) == nil)
    #expect(logins.record(of: cookies[1], now: Self.at(200)) != nil)
    #expect(logins.ids(of: "ada").count == LoginLimits.loginsPerUser)
  }
}
