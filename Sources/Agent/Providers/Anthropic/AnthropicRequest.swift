internal import Chat
internal import Tools

/// The body of `POST /v1/messages`.
struct AnthropicRequest {
  let request: ModelRequest
  var manners = AnthropicManners()
  /// Sends no thoughts back and asks for none: for a turn whose thoughts were lost or are not taken.
  var withoutThoughts = false
  /// Overrules how long the answer may be: to let a long conversation fit.
  var answerTokens: Int?

  /// cost: O(bytes); with pictures in it too long for the loop
  func body() throws -> [UInt8] { try json.json() }

  private var json: JSONValue {
    let messages = Conversation(request).messages
    let thinking = thinking(messages)
    return .members([
      "model": .string(request.model),
      "max_tokens": .integer(longest),
      "stream": .bool(true),
      "system": request.system.flatMap { $0.isEmpty ? nil : .array([hinted(Self.text($0))]) },
      // Thoughts and a temperature exclude each other.
      "temperature": thinking == nil ? request.temperature.map { .number(min($0, 1)) } : nil,
      "thinking": thinking,
      "messages": .array(rendered(messages)),
      "tools": request.tools.isEmpty ? nil : .array(tools),
      "tool_choice": request.tools.isEmpty ? nil : .object(["type": .string("auto")]),
    ])
  }

  private var longest: Int {
    let asked = answerTokens ?? request.answerTokens ?? AnthropicManners.answerTokens
    return min(asked, manners.answerTokens ?? asked)
  }

  /// How to ask for thoughts; nil not to.
  private func thinking(_ messages: [ModelMessage]) -> JSONValue? {
    guard request.wantsReasoning, !withoutThoughts else { return nil }
    switch manners.thinking {
    case .never: return nil
    case .adaptive:
      // Without the second word, models since Claude 4.7 keep their thoughts to themselves.
      return .object(["type": .string("adaptive"), "display": .string("summarized")])
    case .budget:
      let budget = min(AnthropicManners.thinkingTokens, longest / 2)
      guard budget >= AnthropicManners.thinkingTokensAtLeast, Self.mayThink(messages) else { return nil }
      return .object(["type": .string("enabled"), "budget_tokens": .integer(budget)])
    }
  }

  /// A turn that has used tools may go on to think only if it began with a thought.
  private static func mayThink(_ messages: [ModelMessage]) -> Bool {
    let start = messages.openTurn
    guard start < messages.count else { return true }
    guard case .reasoning(_, let mark?)? = messages[start].parts.first else { return false }
    return AnthropicThought(mark: mark) != nil
  }

  private var tools: [JSONValue] {
    request.tools.enumerated().map { index, tool in
      let json = JSONValue.object([
        "name": .string(tool.name), "description": .string(tool.purpose), "input_schema": tool.parameters,
      ])
      return index == request.tools.count - 1 ? hinted(json) : json
    }
  }

  /// Thoughts of turns that are over are left out, as they may be. The end of the conversation and of the turn before
  /// are marked for the cache: the next request begins with the same.
  private func rendered(_ messages: [ModelMessage]) -> [JSONValue] {
    let start = messages.openTurn
    let questions = messages.indices.filter { messages[$0].role == .user }.suffix(2)
    return messages.enumerated().map { index, message in
      let thinks = index >= start && !withoutThoughts
      var blocks = message.parts.compactMap { AnthropicBlock(thinks: thinks).json($0) }
      if questions.contains(index), let last = blocks.popLast() { blocks.append(hinted(last)) }
      return .object(["role": .string(message.role.rawValue), "content": .array(blocks)])
    }
  }

  private func hinted(_ json: JSONValue) -> JSONValue {
    guard manners.takesCacheHints, case .object(var members) = json else { return json }
    members["cache_control"] = .object(["type": .string("ephemeral")])
    return .object(members)
  }

  static func text(_ text: String) -> JSONValue {
    .object(["type": .string("text"), "text": .string(text)])
  }
}

extension [ModelMessage] {
  /// Where the assistant's first message of the turn that goes on stands; the end if there is none yet.
  fileprivate var openTurn: Int {
    lastIndex { $0.role == .user && !$0.hasResults }.map { $0 + 1 } ?? startIndex
  }
}
