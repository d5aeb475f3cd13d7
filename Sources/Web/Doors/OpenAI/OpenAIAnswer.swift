internal import Chat
internal import EventLoop

/// What of an answer a client of this dialect is told.
enum OpenAIPiece {
  case content
  case reasoning
  /// No part of the answer: something to see on the wire.
  case comment
}

/// An answer on its way to a client: in pieces, or whole.
@Loop protocol OpenAIAnswer: AnyObject {
  func take(_ kind: OpenAIPiece, _ text: String)
  /// reason: `stop`, `length` or `content_filter`
  func finish(_ reason: String, _ usage: Usage?)
  func fail(_ failure: Failure)
}

extension Usage {
  /// In OpenAI's words.
  var openAI: JSONValue {
    var members: [String: JSONValue] = [
      "prompt_tokens": .integer(promptTokens), "completion_tokens": .integer(completionTokens),
      "total_tokens": .integer(promptTokens + completionTokens),
    ]
    if let reasoningTokens {
      members["completion_tokens_details"] = .object(["reasoning_tokens": .integer(reasoningTokens)])
    }
    return .object(members)
  }
}
