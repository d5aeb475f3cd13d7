import EventLoop
import Testing

@testable import Login

@Suite @Loop struct LoginsTests {
  static let secret = [UInt8](repeating: 9, count: 32)

  private func logins(_ records: [LoginRecord] = []) -> Logins {
    Logins(secret: Self.secret, lifetime: 10_000_000, records: records)
  }

  @Test func aCookieNamesItsUserUntilItIsLoggedOut() throws {
    let logins = logins()
    let cookie = logins.begin(for: "ada", agent: "x", now: 0)
    let record = try #require(logins.record(of: cookie, now: 1))
    #expect(record.user == "ada")
    logins.end(record.id)
    #expect(logins.record(of: cookie, now: 2) == nil)
  }

  @Test func everyChangeOfACookieIsAForgery() throws {
    let logins = logins()
    let cookie = logins.begin(for: "ada", agent: "x", now: 0)
    for place in cookie.indices {
      var forged = cookie
      forged.replaceSubrange(place...place, with: cookie[place] == "0" ? "1" : "0")
      #expect(logins.record(of: forged, now: 1) == nil)
    }
    for forged in ["", ".", cookie + ".", "." + cookie, String(cookie.dropLast()), cookie + "0"] {
      #expect(logins.record(of: forged, now: 1) == nil)
    }
    let foreign = Logins(secret: [UInt8](repeating: 8, count: 32), lifetime: 10, records: [])
    #expect(logins.record(of: foreign.begin(for: "ada", agent: "", now: 0), now: 1) == nil)
  }

  @Test func whoStaysAwayIsLoggedOutAndWhoComesStays() throws {
    let logins = logins()
    let cookie = logins.begin(for: "ada", agent: "x", now: 0)
    #expect(logins.record(of: cookie, now: 9_999_999) != nil)
    #expect(logins.record(of: cookie, now: 19_000_000) != nil)
    #expect(logins.record(of: cookie, now: 29_000_000) == nil)
    #expect(logins.record(of: logins.begin(for: "ada", agent: "", now: 50), now: -60_000_000) != nil, "clock set back")
  }

  @Test func outlivesARestartInItsRecordsAlone() throws {
    let first = logins()
    let cookie = first.begin(for: "ada", agent: "x", now: 0)
    #expect(logins(first.all).record(of: cookie, now: 1)?.user == "ada")
    first.endAll(of: "ada")
    #expect(first.all.isEmpty)
    #expect(logins(first.all).record(of: cookie, now: 1) == nil)
  }

  @Test func aUserHasSoManyLoginsAndTheOldestGoes() {
    let logins = logins()
    let cookies = (0...LoginLimits.loginsPerUser).map { logins.begin(for: "ada", agent: "", now: $0) }
    #expect(logins.record(of: cookies[0], now: 200) == nil)
    #expect(logins.record(of: cookies[1], now: 200) != nil)
    #expect(logins.ids(of: "ada").count == LoginLimits.loginsPerUser)
  }
}
