import EventLoop
import Login
import TestSupport
import Testing

@testable import Web

@Suite(.onLoop) struct MetricsRoutesTests {
  @Test @Loop func countsWhatHappened() async throws {
    let house = try await House()
    house.app.vitals = { [Metric("martlet_connections", .gauge, "x", 7)] }
    _ = try await house.chatted()
    let answer = try await house.get("/sub/path/metrics")
    #expect(answer["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8")
    let lines = Set(answer.text.split(separator: "\n").map(String.init))
    for line in [
      "martlet_connections 7", "martlet_sessions 1", "martlet_turns_started_total 1", "martlet_turns_running 0",
      #"martlet_turns_ended_total{outcome="completed"} 1"#, #"martlet_turns_ended_total{outcome="failed"} 0"#,
      "# TYPE martlet_turns_started_total counter",
    ] { #expect(lines.contains(line), "\(line)") }
  }

  @Test @Loop func tellsNothingToOtherUsers() async throws {
    let (monitor, monitorHash) = AccessToken.make()
    let (program, programHash) = AccessToken.make()
    var login = LoginConfiguration()
    login.users = ["ada": PasswordHash(of: "correct horse"), "bob": PasswordHash(of: "correct horse")]
    login.tokens = [
      "prometheus": try #require(AccessToken(hash: monitorHash, user: nil)),
      "ci": try #require(AccessToken(hash: programHash, user: "bob")),
    ]
    let house = try await House(login: login)
    #expect(try await house.get("/metrics", "Authorization: Bearer \(monitor)").status == 200)
    #expect(try await house.get("/api/sessions", "Authorization: Bearer \(monitor)").code == "login_required")
    #expect(try await house.get("/metrics", "Authorization: Bearer \(program)").code == "not_allowed")
    #expect(try await house.get("/metrics").code == "login_required")
  }

  @Test func escapesWhatALabelMayHold() {
    let metric = Metric("a", .gauge, "one\nline", [([("l", "\"\\\n")], 1.5)])
    #expect(Metric.text([metric]) == "# HELP a one\\nline\n# TYPE a gauge\na{l=\"\\\"\\\\\\n\"} 1.5\n")
  }
}
