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
  case wait(Duration)
  case fail(String)
}
