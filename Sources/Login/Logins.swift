internal import Crypto
internal import EventLoop

/// Who is logged in, and the cookies that say so: `ID.TAG`, where TAG is the id's HMAC under the house's secret.
/// What is logged out is gone: no old cookie works again.
///
/// The world's clock counts only across restarts: a machine without one of its own is decades off until it has asked
/// the network, and neither that jump nor its way back may log anybody out, or keep him in for ever.
@Loop final class Logins {
  /// `seen` is written down this seldom: a Pi's card wears out.
  private static let seenStep = 3_600_000

  /// Tells this house from others, and tells nothing else.
  let houseMark: String
  private let secret: [UInt8]
  private let lifetime: Int
  private var records: [String: LoginRecord]
  /// When each was last used since the start.
  private var used: [String: ContinuousClock.Instant] = [:]
  private let start: LoginTime
  /// When somebody was last seen, which may be written down when there is time.
  var seen: @Loop () -> Void = {}

  /// All that is to be kept, in order.
  var all: [LoginRecord] { records.values.sorted { $0.created < $1.created } }

  /// lifetime: in milliseconds since it was last used
  init(secret: [UInt8], lifetime: Int, records: [LoginRecord], now: LoginTime = .now) {
    self.secret = secret
    start = now
    houseMark = Hex.text(Array(Digest.hmac(key: secret, Array("house".utf8)).prefix(4)))
    self.lifetime = lifetime
    self.records = Dictionary(records.map { ($0.id, $0) }) { $1 }
  }

  /// returns: the cookie's value
  func begin(for user: String, agent: String, now: LoginTime = .now) -> String {
    forgetOld(now)
    let theirs = records.values.filter { $0.user == user }.sorted { $0.seen < $1.seen }
    for record in theirs.dropLast(LoginLimits.loginsPerUser - 1) { end(record.id) }
    let id = Hex.text(SecureRandom.bytes(16))
    records[id] = LoginRecord(id: id, user: user, created: now.wall, seen: now.wall, agent: String(agent.prefix(200)))
    used[id] = now.steady
    return id + "." + Hex.text(tag(id))
  }

  /// Whose cookie it is; nil for one that is forged, old or logged out.
  func record(of cookie: String, now: LoginTime = .now) -> LoginRecord? {
    let halves = cookie.split(separator: ".", omittingEmptySubsequences: false)
    guard halves.count == 2, let tag = Hex.bytes(halves[1]), Digest.areEqual(tag, self.tag(String(halves[0]))),
      var record = records[String(halves[0])], age(record, now) < lifetime
    else { return nil }
    used[record.id] = now.steady
    if abs(now.wall - record.seen) > Self.seenStep {
      record.seen = now.wall
      records[record.id] = record
      seen()
    }
    return record
  }

  func ids(of user: String) -> [String] { records.values.filter { $0.user == user }.map(\.id) }

  func end(_ id: String) {
    records[id] = nil
    used[id] = nil
  }

  func endAll(of user: String) {
    for id in ids(of: user) { end(id) }
  }

  private func forgetOld(_ now: LoginTime) {
    for record in records.values where age(record, now) >= lifetime { end(record.id) }
  }

  /// How long nobody has used it, in milliseconds. Of one from the future all that is known is that it is not younger
  /// than this run.
  private func age(_ record: LoginRecord, _ now: LoginTime) -> Int {
    if let used = used[record.id] { return now.since(used) }
    return now.wall >= record.seen ? now.wall - record.seen : now.since(start.steady)
  }

  private func tag(_ id: String) -> [UInt8] { Digest.hmac(key: secret, Array(id.utf8)) }
}
