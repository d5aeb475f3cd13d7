import Chat
import EventLoop
import HTTPServer

/// A line a request and a line a turn: who looks for one of them finds it by its id, and reads nothing private.
extension Log {
  /// Has the server and the sessions tell; those who would not be heard are not asked.
  @Loop func listen(to server: HTTPServer, _ sessions: Sessions) {
    if level == .debug { server.report = { debug(Self.line($0)) } }
    if level <= .info { sessions.turnEnded = { info(Self.line($0)) } }
  }

  static func line(_ report: RequestReport) -> String {
    let size = report.bytes.map { "\($0) bytes" } ?? "a stream"
    return "request \(report.id): \(report.method) \(report.path) \(report.status), \(size)"
      + ", \(report.milliseconds) ms"
  }

  static func line(_ report: TurnReport) -> String {
    let tokens = report.usage.map { ", \($0.promptTokens) + \($0.completionTokens) tokens" } ?? ""
    let agent = report.agent.map { " by \($0)" } ?? ""
    return """
      turn \(report.turnID) in session \(report.sessionID)\(agent): \(report.outcome), \
      \(report.milliseconds) ms\(tokens)
      """
  }
}
