public import Chat
public import EventLoop

/// Where an answer goes as it comes: a `Turn`, or whoever else wants one. Every call is cheap and
/// synchronous.
@Loop public protocol AnswerWriter: AnyObject {
  func progress(_ text: String, toolHint: Bool)
  func reasoning(_ text: String)
  /// signature: see `ModelMessage.Part.reasoning`. A provider that hides a thought's words gives a signature
  ///            without any `reasoning` before it
  func endReasoning(signature: String?)
  func text(_ text: String)
  func toolCall(_ call: ToolCall)
  func toolStream(id: String, _ text: String)
  func toolResult(_ result: ToolResult)
}
