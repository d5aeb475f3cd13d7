import EventLoop
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

  @Test func escapesWhatALabelMayHold() {
    let metric = Metric("a", .gauge, "one\nline", [([("l", "\"\\\n")], 1.5)])
    #expect(Metric.text([metric]) == "# HELP a one\\nline\n# TYPE a gauge\na{l=\"\\\"\\\\\\n\"} 1.5\n")
  }
}
