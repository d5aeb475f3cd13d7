internal import Chat

/// Why a provider gave no answer, or no whole one.
public struct ProviderFailure: Error, Hashable, Sendable {
  /// What it means for whoever asked.
  public enum Kind: Hashable, Sendable {
    /// Nobody listens at the address, or the connection was lost.
    case unreachable
    /// There is no such address, or it cannot be trusted: the configuration is wrong.
    case unusable
    /// It is overloaded or limits us (429, 5xx); `wait` is its `Retry-After`.
    case busy(wait: Duration?)
    /// It did not let us in, or said nothing, for too long.
    case silent
    /// It does not want this request (4xx), or its answer is an error.
    case refused
    /// The request does not fit into the model's window, of `window` tokens if it said so.
    case tooLong(window: Int?)
    /// It cannot see the pictures in the request.
    case blind
    /// It cannot call tools, or not as it is set up.
    case toolless
    /// What came is no answer.
    case malformed
    /// The answer is longer than we take.
    case tooMuch
  }

  public var kind: Kind
  /// The provider's own words where there are any; never a secret.
  public var message: String

  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  static let answerTooLong = ProviderFailure(
    .tooMuch, "The answer is longer than \(AgentLimits.answerBytes >> 20) MiB; the rest was left out")

  static let tooManyCalls = ProviderFailure(
    .tooMuch, "The model wants to call more than \(AgentLimits.callsPerRound) tools at once")

  static let brokenOff = ProviderFailure(
    .unreachable, "The model server broke off in the middle of its answer")

  /// Whether the same request may go well a little later.
  var isTransient: Bool {
    switch kind {
    case .unreachable, .busy: true
    case .unusable, .silent, .refused, .tooLong, .blind, .toolless, .malformed, .tooMuch: false
    }
  }

  /// As the turn's `error` event says it.
  var turnFailure: TurnFailure { TurnFailure(code: code, message: message, retryable: isRetryable) }

  private var code: String {
    switch kind {
    case .unreachable, .unusable: "model_unreachable"
    case .busy: "model_busy"
    case .silent: "model_silent"
    case .refused, .blind, .toolless: "model_refused"
    case .tooLong: "context_too_long"
    case .malformed: "model_malformed"
    case .tooMuch: "answer_too_long"
    }
  }

  /// By a person, later: more than we do ourselves.
  private var isRetryable: Bool {
    switch kind {
    case .unreachable, .busy, .silent, .malformed: true
    case .unusable, .refused, .blind, .toolless, .tooLong, .tooMuch: false
    }
  }
}
