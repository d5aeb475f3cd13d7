import Chat
import Kernel

extension Command {
  /// An error as a person should read it.
  static func words(_ error: any Error) -> String {
    switch error {
    case let error as ChatError: error.message
    case let error as ConfigurationError: error.description
    case let error as SystemError: error.description
    case let error as Refusal: error.words
    default: "\(error)"
    }
  }
}

/// The house will not start like this, and says what to do instead.
struct Refusal: Error {
  let words: String
}
