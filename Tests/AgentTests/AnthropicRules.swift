import Chat

@testable import Agent

/// What Anthropic's Messages API refuses.
struct AnthropicRules {
  private(set) var faults: [String] = []
  private let body: JSONValue
  private let messages: [JSONValue]
  private var ids: Set<String> = []
  /// Calls of the message before, which this one must answer.
  private var open: [String] = []

  init(_ body: JSONValue) {
    self.body = body
    messages = body["messages"]?.elements ?? []
    for (index, message) in messages.enumerated() { check(message, index) }
    if messages.count % 2 == 0 { faults.append("ends with the assistant") }
    checkThinking()
    let hints = Self.count("cache_control", in: body)
    if hints > 4 { faults.append("\(hints) hints for the cache") }
  }

  private mutating func check(_ message: JSONValue, _ index: Int) {
    let role = index % 2 == 0 ? "user" : "assistant"
    if message["role"]?.text != role { fault(index, "is not the \(role)'s") }
    let blocks = message["content"]?.elements ?? []
    if blocks.isEmpty { fault(index, "is empty") }
    let results = blocks.prefix { $0["type"]?.text == "tool_result" }
    if results.map({ $0["tool_use_id"]?.text ?? "" }) != open { fault(index, "results of others than \(open)") }
    open = []
    for block in blocks.dropFirst(results.count) { check(block, index, isAnswer: index % 2 == 1) }
    for result in results { checkResult(result, index) }
  }

  private mutating func check(_ block: JSONValue, _ index: Int, isAnswer: Bool) {
    switch block["type"]?.text {
    case "text": if OpenAIRules.isBlank(block["text"]?.text ?? "") { fault(index, "blank text") }
    case "image": if isAnswer { fault(index, "a picture by the assistant") }
    case "tool_use" where isAnswer: checkCall(block, index)
    case "thinking" where isAnswer:
      if block["signature"]?.text == nil || block["cache_control"] != nil { fault(index, "a spoilt thought") }
    case "redacted_thinking" where isAnswer: break
    default: fault(index, "block \(block["type"]?.text ?? "without type")")
    }
  }

  private mutating func checkCall(_ block: JSONValue, _ index: Int) {
    let id = block["id"]?.text ?? ""
    if id.isEmpty || !ids.insert(id).inserted { fault(index, "id \(id) again") }
    open.append(id)
    if !OpenAIRules.isName(block["name"]?.text ?? "") { fault(index, "name") }
    if case .object? = block["input"] {} else { fault(index, "input is no object") }
    if body["tools"] == nil { fault(index, "a call without tools") }
  }

  private mutating func checkResult(_ block: JSONValue, _ index: Int) {
    for part in block["content"]?.elements ?? [] where part["type"]?.text == "text" {
      if OpenAIRules.isBlank(part["text"]?.text ?? "") { fault(index, "blank result") }
    }
  }

  /// A turn that has used tools must have begun with a thought, where thinking is asked for with a budget.
  private mutating func checkThinking() {
    guard let thinking = body["thinking"] else { return }
    if body["temperature"] != nil { faults.append("a temperature beside thoughts") }
    guard let budget = thinking["budget_tokens"]?.integer else { return }
    if budget < 1_024 || budget >= body["max_tokens"]?.integer ?? 0 { faults.append("a budget of \(budget)") }
    let question = messages.lastIndex { message in
      message["role"]?.text == "user" && message["content"]?.elements.first?["type"]?.text != "tool_result"
    }
    guard let answer = question.map({ $0 + 1 }), answer < messages.count else { return }
    let first = messages[answer]["content"]?.elements.first?["type"]?.text ?? ""
    if !first.hasSuffix("thinking") { fault(answer, "begins with \(first) although it is to think") }
  }

  private mutating func fault(_ index: Int, _ what: String) { faults.append("message \(index): \(what)") }

  private static func count(_ key: String, in value: JSONValue) -> Int {
    switch value {
    case .array(let elements): elements.reduce(0) { $0 + count(key, in: $1) }
    case .object(let members): members.reduce(members[key] == nil ? 0 : 1) { $0 + count(key, in: $1.value) }
    default: 0
    }
  }
}
