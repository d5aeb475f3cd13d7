internal import Chat

/// A thought that goes back as it came, as the mark that stands for it in our own words: `Part.reasoning`'s signature.
enum AnthropicThought: Equatable {
  /// The signature is empty where a server that speaks the same dialect gives none.
  case signed(String)
  /// Its words are the provider's alone.
  case redacted(String)

  private static let signedPrefix = "anthropic:"
  private static let redactedPrefix = "anthropic-redacted:"

  /// nil for marks of other providers.
  init?(mark: String) {
    if mark.hasPrefix(Self.signedPrefix) {
      self = .signed(String(mark.dropFirst(Self.signedPrefix.count)))
    } else if mark.hasPrefix(Self.redactedPrefix) {
      self = .redacted(String(mark.dropFirst(Self.redactedPrefix.count)))
    } else {
      return nil
    }
  }

  var mark: String {
    switch self {
    case .signed(let signature): Self.signedPrefix + signature
    case .redacted(let data): Self.redactedPrefix + data
    }
  }

  func block(text: String) -> JSONValue {
    switch self {
    case .signed(let signature):
      .object(["type": .string("thinking"), "thinking": .string(text), "signature": .string(signature)])
    case .redacted(let data): .object(["type": .string("redacted_thinking"), "data": .string(data)])
    }
  }
}
