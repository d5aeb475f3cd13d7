internal import Chat

/// A message of the assistant's side as `/chat/completions` wants it.
struct OpenAIAnswer {
  private let message: ModelMessage
  private let thoughts: OpenAIManners.Thoughts

  init(_ message: ModelMessage, _ thoughts: OpenAIManners.Thoughts) {
    self.message = message
    self.thoughts = thoughts
  }

  var json: JSONValue {
    let text = message.text
    let calls = message.calls
    var members: [String: JSONValue] = [
      "role": .string("assistant"), "content": text.isEmpty && !calls.isEmpty ? .null : .string(text),
    ]
    if !calls.isEmpty {
      members["tool_calls"] = .array(calls.map(Self.call))
      addThoughts(to: &members)
    }
    return .object(members)
  }

  private static func call(_ call: ModelCall) -> JSONValue {
    .members([
      "id": .string(call.id), "type": .string("function"),
      "function": .object(["name": .string(call.name), "arguments": .string(call.arguments)]),
      "extra_content": call.extra,
    ])
  }

  /// Under the name under which they came.
  private func addThoughts(to members: inout [String: JSONValue]) {
    guard thoughts != .never else { return }
    for field in [OpenAIChunk.ReasoningField.reasoningContent, .reasoning] {
      let said = message.thoughts(signed: field.rawValue)
      if !said.isEmpty { members[field.rawValue] = .string(said) }
    }
    if thoughts == .always, members["reasoning_content"] == nil { members["reasoning_content"] = .string("") }
  }
}

extension ModelMessage {
  fileprivate func thoughts(signed mark: String) -> String {
    parts.compactMap { part in
      if case .reasoning(let text, let signature) = part, signature == mark { text } else { nil }
    }.joined(separator: "\n\n")
  }
}
