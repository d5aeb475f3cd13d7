/// Why an answer broke off: the `error` event, and the `error` in the stored message. An agent throws it.
public struct TurnFailure: Error, Hashable, Sendable, Codable {
  /// A word for machines, such as `model_refused` or `timeout`.
  public var code: String
  /// The provider's own words where there are any; never a secret.
  public var message: String
  /// Whether trying again may help.
  public var retryable: Bool

  public init(code: String, message: String, retryable: Bool) {
    self.code = code
    self.message = message
    self.retryable = retryable
  }
}
