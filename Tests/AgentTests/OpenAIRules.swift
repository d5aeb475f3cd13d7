import Chat

@testable import Agent

/// What strict servers of the OpenAI dialect refuse: OpenAI itself, Mistral (alternating sides, ids of 9 letters and
/// digits), DeepSeek, and templates that read every call's arguments.
struct OpenAIRules {
  private(set) var faults: [String] = []
  private let hasTools: Bool
  private var ids: Set<String> = []
  /// Calls that are not answered yet, in order.
  private var open: [String] = []
  private var previous = ""

  init(_ body: JSONValue) {
    hasTools = body["tools"] != nil
    if (body["tool_choice"] != nil) != hasTools { faults.append("tool_choice and tools do not agree") }
    let messages = body["messages"]?.elements ?? []
    for (index, message) in messages.enumerated() { check(message, index) }
    if !["user", "tool"].contains(previous) { faults.append("ends with \(previous)") }
    if !open.isEmpty { faults.append("calls without results: \(open)") }
  }

  private mutating func check(_ message: JSONValue, _ index: Int) {
    let role = message["role"]?.text ?? ""
    if role != "tool", !open.isEmpty { fault(index, "\(role) in place of results of \(open)") }
    switch role {
    case "system": if index > 0 { fault(index, "system in the midst") }
    case "user": checkUser(message, index)
    case "assistant": checkAssistant(message, index)
    case "tool": checkResult(message, index)
    default: fault(index, "role \(role)")
    }
    previous = role
  }

  private mutating func checkUser(_ message: JSONValue, _ index: Int) {
    let parts = message["content"]?.elements ?? []
    let isPictures = parts.contains { $0["type"]?.text == "image_url" }
    if previous == "user" || previous == "tool" && !isPictures { fault(index, "user after \(previous)") }
    let texts = message["content"]?.text.map { [$0] } ?? parts.compactMap { $0["text"]?.text }
    if texts.isEmpty && parts.isEmpty || texts.contains(where: Self.isBlank) { fault(index, "nothing said") }
  }

  private mutating func checkAssistant(_ message: JSONValue, _ index: Int) {
    if !["user", "tool"].contains(previous) { fault(index, "assistant after \(previous)") }
    let calls = message["tool_calls"]?.elements ?? []
    if calls.isEmpty, Self.isBlank(message["content"]?.text ?? "") { fault(index, "an empty answer") }
    if message["tool_calls"] != nil, calls.isEmpty || !hasTools { fault(index, "calls of no tools") }
    if calls.isEmpty, message["reasoning_content"] != nil || message["reasoning"] != nil {
      fault(index, "thoughts without a call")
    }
    for call in calls { check(call: call, index) }
  }

  private mutating func check(call: JSONValue, _ index: Int) {
    let id = call["id"]?.text ?? ""
    if id.utf8.count != 9 || !id.utf8.allSatisfy(Self.isPlain) { fault(index, "id \(id)") }
    if !ids.insert(id).inserted { fault(index, "id \(id) again") }
    open.append(id)
    let name = call["function"]?["name"]?.text ?? ""
    if !Self.isName(name) { fault(index, "name \(name)") }
    let arguments = JSONValue(json: (call["function"]?["arguments"]?.text ?? "").utf8)
    if case .object? = arguments {} else { fault(index, "arguments are no object") }
  }

  private mutating func checkResult(_ message: JSONValue, _ index: Int) {
    let id = message["tool_call_id"]?.text ?? ""
    if open.first != id { fault(index, "result \(id), open are \(open)") }
    open.removeAll { $0 == id }
    if Self.isBlank(message["content"]?.text ?? "") { fault(index, "an empty result") }
  }

  private mutating func fault(_ index: Int, _ what: String) { faults.append("message \(index): \(what)") }

  static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }

  static func isName(_ name: String) -> Bool {
    (1...64).contains(name.utf8.count) && name.utf8.allSatisfy { isPlain($0) || $0 == 0x5F || $0 == 0x2D }
  }

  static func isPlain(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }
}
