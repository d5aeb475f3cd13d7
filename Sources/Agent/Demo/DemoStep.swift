internal import Chat

/// One thing that the demo does.
enum DemoStep: Equatable {
  case progress(String)
  /// Streamed word by word, as is `text`.
  case reasoning(String)
  case text(String)
  case toolCall(ToolCall)
  case toolStream(id: String, String)
  case toolResult(ToolResult)
  /// A call of one of the demo's own tools.
  case call(String, [String: JSONValue])
  case wait(Duration)
  case fail(String)
}
