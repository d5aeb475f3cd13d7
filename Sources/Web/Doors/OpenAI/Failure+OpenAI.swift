internal import Chat
internal import HTTP

extension Failure {
  /// Why an agent gave no answer. The official clients try again what is 429 or 5xx, unless they are told not to.
  init(openAI failure: TurnFailure) {
    let status =
      switch failure.code {
      case "context_too_long": 400
      case "model_busy": 503
      case "model_silent": 504
      case "model_unreachable", "model_refused", "model_malformed", "answer_too_long": 502
      default: 500
      }
    let code = failure.code == "context_too_long" ? "context_length_exceeded" : failure.code
    self.init(status, code, failure.message, failure.retryable ? [:] : ["X-Should-Retry": "false"])
  }

  static func tooManyAnswers(_ limit: Int) -> Failure {
    Failure(429, "rate_limit_exceeded", "\(limit) answers are under way; try again soon.", [.retryAfter: "1"])
  }

  static let noKey = Failure(
    401, "invalid_api_key", "Send a token of this house (martlet make-token) as Authorization: Bearer.")

  static func noModel(_ name: String, among names: [String]) -> Failure {
    let known = names.joined(separator: ", ")
    let words = name.isEmpty ? "model is missing" : "The model \(name) does not exist"
    var failure = Failure(404, "model_not_found", "\(words); there are: \(known).")
    failure.param = "model"
    return failure
  }
}
