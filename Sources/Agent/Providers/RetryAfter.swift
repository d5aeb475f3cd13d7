internal import HTTP

/// How long a provider asks to be left alone.
enum RetryAfter {
  /// `retry-after-ms`, or `Retry-After` in seconds (RFC 9110 §10.2.3); nil for a date, which no provider was
  /// seen to send, and for anything else.
  static func delay(_ fields: Fields) -> Duration? {
    if let text = fields["retry-after-ms"], let ms = Double(text), ms >= 0, ms < 1e9 {
      return .milliseconds(Int(ms))
    }
    if let text = fields[.retryAfter], let s = Double(text), s >= 0, s < 1e6 {
      return .milliseconds(Int(s * 1000))
    }
    return nil
  }
}
