/// Why a server did not do what it was asked, in words that follow its name.
enum ServerFailure: Error, Equatable, Sendable, CustomStringConvertible {
  /// It answered that it would not; its own words.
  case refused(RPCFailure)
  /// No answer and no sign of life for so long.
  case late(Duration)
  /// An HTTP status that is no success, and the server's words.
  case status(Int, String)
  /// It is gone, or cannot be reached, or what it says makes no sense: this session is over.
  case ended(String)
  /// Its session with us is over (HTTP 404): a new one may be begun, and the request sent again.
  case sessionLost
  /// This call failed; others may not.
  case call(String)

  /// Whether nothing more is to be expected of the session.
  var endsSession: Bool {
    switch self {
    case .ended, .sessionLost: true
    // A server, or a proxy before it, that stumbles or is busy has not forgotten us.
    case .status(let status, _): status < 500 && status != 429
    case .refused, .late, .call: false
    }
  }

  var description: String {
    switch self {
    case .refused(let failure): "refused: \(Words.line(failure.message, atMost: 1000)) (\(failure.code))"
    case .status(let status, let words): "answered with status \(status)" + (words.isEmpty ? "" : ": \(words)")
    case .late(let limit): "did not answer within \(Words.duration(limit))"
    case .ended(let words), .call(let words): words
    case .sessionLost: "has forgotten the session"
    }
  }
}
