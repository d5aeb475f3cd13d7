internal import Crypto
internal import EventLoop
internal import Kernel

/// Who is logged in, and the cookies that say so: `ID.TAG`, where TAG is the id's HMAC under the house's secret.
/// What is logged out is gone: no old cookie works again.
@Loop final class Logins {
  /// `seen` is written down this seldom: a Pi's card wears out.
  private static let seenStep = 3_600_000

  /// Tells this house from others, and tells nothing else.
  let houseMark: String
  private let secret: [UInt8]
  private let lifetime: Int
  private var records: [String: LoginRecord]
  /// When somebody was last seen, which may be written down when there is time.
  var seen: @Loop () -> Void = {}

  /// All that is to be kept, in order.
  var all: [LoginRecord] { records.values.sorted { $0.created < $1.created } }

  /// lifetime: in milliseconds since it was last used
  init(secret: [UInt8], lifetime: Int, records: [LoginRecord]) {
    self.secret = secret
    houseMark = Hex.text(Array(Digest.hmac(key: secret, Array("house".utf8)).prefix(4)))
    self.lifetime = lifetime
    self.records = Dictionary(records.map { ($0.id, $0) }) { $1 }
  }

  /// returns: the cookie's value
  func begin(for user: String, agent: String, now: Int = Int(WallClock.milliseconds)) -> String {
    forgetOld(now)
    let theirs = records.values.filter { $0.user == user }.sorted { $0.seen < $1.seen }
    for record in theirs.dropLast(LoginLimits.loginsPerUser - 1) { records[record.id] = nil }
    let id = Hex.text(SecureRandom.bytes(16))
    records[id] = LoginRecord(id: id, user: user, created: now, seen: now, agent: String(agent.prefix(200)))
    return id + "." + Hex.text(tag(id))
  }

  /// Whose cookie it is; nil for one that is forged, old or logged out.
  func record(of cookie: String, now: Int = Int(WallClock.milliseconds)) -> LoginRecord? {
    let halves = cookie.split(separator: ".", omittingEmptySubsequences: false)
    guard halves.count == 2, let tag = Hex.bytes(halves[1]), Digest.areEqual(tag, self.tag(String(halves[0]))),
      var record = records[String(halves[0])], now - record.seen < lifetime
    else { return nil }
    if now - record.seen > Self.seenStep {
      record.seen = now
      records[record.id] = record
      seen()
    }
    return record
  }

  func ids(of user: String) -> [String] { records.values.filter { $0.user == user }.map(\.id) }

  func end(_ id: String) {
    records[id] = nil
  }

  func endAll(of user: String) {
    records = records.filter { $0.value.user != user }
  }

  private func forgetOld(_ now: Int) { records = records.filter { now - $0.value.seen < lifetime } }

  private func tag(_ id: String) -> [UInt8] { Digest.hmac(key: secret, Array(id.utf8)) }
}
