import Chat
import FoundationEssentials
import Kernel

extension Command {
  /// An error as a person should read it.
  static func words(_ error: any Error) -> String {
    switch error {
    case let error as ChatError: error.message
    case let error as ConfigurationError: error.description
    case let error as SystemError: error.description
    case let error as Refusal: error.words
    case let error as CocoaError: error.words
    default: "\(error)"
    }
  }
}

extension CocoaError {
  /// What a person can do something with: its own description is a dump.
  fileprivate var words: String {
    switch code {
    case .fileReadNoSuchFile, .fileNoSuchFile: "there is no such file"
    case .fileReadNoPermission, .fileWriteNoPermission: "permission denied"
    case .fileWriteOutOfSpace: "the disk is full"
    default: "it is no file that can be read or written"
    }
  }
}

/// The house will not start like this, and says what to do instead.
struct Refusal: Error {
  let words: String
}
