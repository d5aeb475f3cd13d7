internal import Chat
internal import Tools

/// The body of `POST {base_url}/chat/completions`.
struct OpenAIRequest {
  let request: ModelRequest
  var manners = OpenAIManners()

  /// cost: O(bytes); with pictures in it too long for the loop
  func body() throws -> [UInt8] { try json.json() }

  private var json: JSONValue {
    let length = request.answerTokens.map { JSONValue.integer($0) }
    let hasTools = !request.tools.isEmpty
    return .members([
      "model": .string(request.model),
      "stream": .bool(true),
      "stream_options": manners.takesUsage ? .object(["include_usage": .bool(true)]) : nil,
      "temperature": request.temperature.map { .number($0) },
      "max_tokens": manners.namesCompletionTokens ? nil : length,
      "max_completion_tokens": manners.namesCompletionTokens ? length : nil,
      "messages": .array(messages),
      "tools": hasTools ? .array(request.tools.map(Self.tool)) : nil,
      "tool_choice": hasTools ? .string("auto") : nil,
    ])
  }

  private static func tool(_ tool: ToolDescription) -> JSONValue {
    .object([
      "type": .string("function"),
      "function": .object([
        "name": .string(tool.name), "description": .string(tool.purpose), "parameters": tool.parameters,
      ]),
    ])
  }

  private var messages: [JSONValue] {
    let system = request.system.flatMap { $0.isEmpty ? nil : Self.message("system", .string($0)) }
    let conversation = Conversation(request).messages
    return (system.map { [$0] } ?? [])
      + conversation.flatMap { message in
        message.role == .assistant
          ? [OpenAIAnswer(message, manners.thoughts).json] : OpenAIQuestion(message).messages
      }
  }

  static func message(_ role: String, _ content: JSONValue) -> JSONValue {
    .object(["role": .string(role), "content": content])
  }
}
