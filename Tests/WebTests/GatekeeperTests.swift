import HTTP
import Testing

@testable import Web

@Suite struct GatekeeperTests {
  private static let gatekeeper = Gatekeeper(
    allowedHosts: ["chat.example", ".garden.example", "other.example:8443"],
    ownNames: ["birdhouse", "birdhouse.local"])

  @Test(arguments: [
    ("localhost", true), ("localhost:8080", true), ("127.0.0.1:8080", true), ("[::1]:8080", true),
    ("app.localhost", true),
    ("192.168.1.7", true), ("[fe80::1]", true), ("birdhouse", true), ("BIRDHOUSE.local:8080", true),
    ("chat.example", true),
    ("chat.example:8443", true), ("CHAT.example.", true), ("a.garden.example", true),
    ("a.b.garden.example", true),
    ("other.example:8443", true), ("other.example", false), ("other.example:8080", false),
    ("evil.example", false),
    ("garden.example", false), ("xgarden.example", false), ("xchat.example", false),
    ("chat.example.evil.example", false),
    ("127.0.0.1.evil.example", false), ("localhost.evil.example", false), ("127.0.0.256", false),
    ("birdhouse.evil", false),
    ("notlocalhost", false), ("127.evil.example", false),
  ]) func letsNamesIn(host: String, isWelcome: Bool) throws {
    let head = try Self.head(["Host: \(host)"])
    guard isWelcome else {
      let failure = #expect(throws: Failure.self) { try Self.gatekeeper.checkHost(head) }
      #expect(failure?.status == 421)
      return
    }
    try Self.gatekeeper.checkHost(head)
  }

  @Test func aStarLetsEveryNameIn() throws {
    try Gatekeeper(allowedHosts: ["*"], ownNames: []).checkHost(try Self.head(["Host: any.example"]))
  }

  @Test(arguments: [
    // Nobody's page: a program, or an old browser's GET.
    ([], true),
    (["X-Martlet: 1"], true),
    // Modern browsers say where the request comes from, and that alone counts.
    (["Sec-Fetch-Site: same-origin"], true), (["Sec-Fetch-Site: none"], true),
    (["Sec-Fetch-Site: Same-Origin"], true),
    (["Sec-Fetch-Site: cross-site"], false), (["Sec-Fetch-Site: same-site"], false),
    (["Sec-Fetch-Site: "], false),
    (["Sec-Fetch-Site: nonsense"], false),
    (["Sec-Fetch-Site: cross-site", "Origin: http://127.0.0.1:8080"], false),
    (["Sec-Fetch-Site: cross-site", "X-Martlet: 1"], false),
    (["Sec-Fetch-Site: same-origin", "Origin: https://evil.example"], true),
    // Others say it in Origin.
    (["Origin: http://127.0.0.1:8080"], true), (["Origin: https://127.0.0.1:8080"], true),
    (["Origin: http://127.0.0.1"], false), (["Origin: http://127.0.0.1:1"], false),
    (["Origin: https://evil.example"], false), (["Origin: null"], false), (["Origin: "], false),
    (["Origin: http://127.0.0.1:8080.evil.example"], false), (["Origin: http://127.0.0.1:8080/"], false),
    (["Origin: file://"], false), (["Origin: https://chat.example"], true),
    (["Origin: http://a.garden.example"], true),
    (["Origin: https://garden.example"], false),
    // Behind a proxy that passes neither name nor TLS, the mark of our own page.
    (["Origin: https://home.example", "X-Martlet: 1"], true),
  ]) func letsPagesIn(fields: [String], isWelcome: Bool) throws {
    let head = try Self.head(["Host: 127.0.0.1:8080"] + fields)
    guard isWelcome else {
      let failure = #expect(throws: Failure.self) { try Self.gatekeeper.checkOrigin(head) }
      #expect(failure?.status == 403)
      return
    }
    try Self.gatekeeper.checkOrigin(head)
  }

  private static func head(_ fields: [String]) throws -> RequestHead {
    var parser = RequestHead.Parser()
    let bytes = Array((["POST /api/chat HTTP/1.1"] + fields + ["", ""]).joined(separator: "\r\n").utf8)
    return try #require(try parser.next(bytes.span))
  }
}
