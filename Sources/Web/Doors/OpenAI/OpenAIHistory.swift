internal import Agent
internal import Chat

/// A client's messages as an agent takes them. Whatever makes sense is taken: providers get it well-formed.
struct OpenAIHistory {
  /// What stands before everything else: told after the agent's own prompt.
  private(set) var system: String?
  private(set) var messages: [ModelMessage] = []
  /// Names of the calls that may still be answered, by their ids.
  private var open: [String: String] = [:]

  init(_ question: OpenAIObject) throws(Failure) {
    guard let list = try question.list("messages"), !list.isEmpty else {
      throw question.wrong("messages", "must be a list with a message at least", code: "missing_required_parameter")
    }
    for (index, value) in list.enumerated() { try take(try OpenAIObject(value, "messages[\(index)]")) }
  }

  private mutating func take(_ message: OpenAIObject) throws(Failure) {
    switch try message.text("role") {
    case "system", "developer": instruct(try OpenAIContent(message).text)
    case "user":
      open = [:]
      append(.user, try OpenAIContent(message, takesPictures: true).parts)
    case "assistant": try answer(message)
    case "tool": try result(message)
    default: throw message.wrong("role", "must be system, developer, user, assistant or tool")
    }
  }

  /// Instructions in mid-conversation stay at their place, where a user's words stand: not every model takes others.
  private mutating func instruct(_ words: String) {
    guard !messages.isEmpty else {
      system = [system, words].compactMap { $0 }.joined(separator: "\n\n")
      return
    }
    append(.user, [.text(words)])
  }

  private mutating func answer(_ message: OpenAIObject) throws(Failure) {
    if message["function_call"] != nil { throw message.wrong("function_call", "is of the past: use tool_calls") }
    open = [:]
    var parts: [ModelMessage.Part] = []
    // Marked as a provider of this dialect marks it: to others it means nothing, and stays here.
    for field in ["reasoning_content", "reasoning"] {
      guard parts.isEmpty, let thought = message[field]?.text, !thought.isEmpty else { continue }
      parts.append(.reasoning(text: thought, signature: field))
    }
    parts += try OpenAIContent(message).parts
    for (index, value) in (try message.list("tool_calls") ?? []).enumerated() {
      parts.append(.toolCall(try call(try OpenAIObject(value, "\(message.path).tool_calls[\(index)]"))))
    }
    if !parts.isEmpty { messages.append(ModelMessage(role: .assistant, parts: parts)) }
  }

  private mutating func call(_ value: OpenAIObject) throws(Failure) -> ModelCall {
    guard let id = try value.text("id"), let function = try value.object("function"),
      let name = try function.text("name")
    else { throw OpenAIObject.wrong(value.path, "must have an id, and a function with a name") }
    open[id] = name
    return ModelCall(id: id, name: name, arguments: try function.text("arguments") ?? "{}")
  }

  private mutating func result(_ message: OpenAIObject) throws(Failure) {
    guard let id = try message.text("tool_call_id"), let name = open.removeValue(forKey: id) else {
      throw message.wrong("tool_call_id", "must name one of the tool_calls of the assistant's message before it, once")
    }
    let text = try OpenAIContent(message).text
    append(.user, [.toolResult(id: id, name: name, text: text, images: [], isError: false)])
  }

  /// Several messages of the user's in a row are one: answers between them never were.
  private mutating func append(_ role: Role, _ parts: [ModelMessage.Part]) {
    guard !parts.isEmpty else { return }
    let new = ModelMessage(role: role, parts: parts)
    if let last = messages.last, last.role == role, last.hasResults == new.hasResults {
      messages[messages.count - 1].parts += parts
    } else {
      messages.append(new)
    }
  }
}
