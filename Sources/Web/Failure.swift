internal import Chat
internal import FoundationEssentials
internal import HTTP
internal import HTTPServer
internal import Login

/// Why a request is refused: a status, a word for programs, and words for people.
struct Failure: Error {
  let status: Int
  let code: String
  let message: String
  var fields: Fields = [:]
  /// The part of the request that is to blame, where a door says it.
  var param: String?

  /// Whatever was thrown, in the API's terms.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as ChatError: self.init(Self.status(of: error), error.code, error.message)
    case let failure as LoginFailure: self.init(failure)
    case let error as any WireFailure: self.init(error.status, Self.code(error.status), error.description)
    case BodyFailure.timedOut: self.init(408, "timeout", "\(BodyFailure.timedOut)")
    case let error as DecodingError: self.init(Self.words(error))
    default: self.init(500, "internal", "Something went wrong inside: \(error)")
    }
  }

  init(_ status: Int, _ code: String, _ message: String, _ fields: Fields = [:]) {
    self.status = status
    self.code = code
    self.message = message
    self.fields = fields
  }

  private init(_ words: (isJSON: Bool, message: String)) {
    self.init(words.isJSON ? 422 : 400, words.isJSON ? "invalid" : "bad_json", words.message)
  }

  private init(_ failure: LoginFailure) {
    switch failure {
    case .wrong: self.init(401, "wrong_login", "The name or the password is wrong.")
    case .tooMany(let seconds):
      let words = "Too many attempts: try again in \(seconds) s."
      self.init(429, "too_many_attempts", words, [.retryAfter: "\(seconds)"])
    case .noSetup: self.init(403, "no_setup", "This link does not work any more, or never did.")
    case .unfit(let words): self.init(422, "invalid", words)
    case .notKept(let words): self.init(503, "storage", "It could not be written down: \(words)")
    }
  }

  /// For refusals that have only a status.
  static func code(_ status: Int) -> String {
    switch status {
    case 408: "timeout"
    case 413: "too_large"
    case 414, 431: "head_too_large"
    case 429: "too_many_requests"
    case 503: "busy"
    default: "bad_request"
    }
  }

  private static func status(of error: ChatError) -> Int {
    switch error {
    case .sessionNotFound, .messageNotFound, .uploadNotFound, .approvalNotFound: 404
    case .turnRunning, .sessionExists, .approvalAnswered, .buttonPressed, .answerEnded: 409
    case .emptyMessage, .unknownAttachment, .unknownAgent, .unknownMessage, .invalid: 422
    case .tooLarge: 413
    case .diskFull, .storage, .shuttingDown: 503
    }
  }

  private static func words(_ error: DecodingError) -> (isJSON: Bool, message: String) {
    switch error {
    case .dataCorrupted(let context) where context.codingPath.isEmpty:
      (false, "The body is not valid JSON.")
    case .dataCorrupted(let context): (true, "\(path(context.codingPath)): \(context.debugDescription)")
    case .typeMismatch(let type, let context): (true, "\(path(context.codingPath)): not \(name(type))")
    case .valueNotFound(let type, let context): (true, "\(path(context.codingPath)): null instead of \(name(type))")
    case .keyNotFound(let key, let context): (true, "\(path(context.codingPath + [key])): missing")
    @unknown default: (true, "The body has the wrong shape.")
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    let names = keys.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
    return names.isEmpty ? "The body" : names.hasPrefix(".") ? String(names.dropFirst()) : names
  }

  private static func name(_ type: any Any.Type) -> String {
    switch type {
    case is String.Type: "a text"
    case is Bool.Type: "true or false"
    case is Int.Type, is Double.Type: "a number"
    case is [Any].Type: "a list"
    default: "an object"
    }
  }
}
