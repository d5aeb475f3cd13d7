import Chat
import EventLoop

@testable import Agent

/// An answer's events as short lines, deltas of one kind joined.
@Loop final class RecordingWriter: AnswerWriter {
  private(set) var lines: [String] = []
  var onText: (@Loop () -> Void)?

  func progress(_ text: String, toolHint: Bool) { lines.append("progress: " + text) }
  func reasoning(_ text: String) { join("reasoning: ", text) }
  func endReasoning(signature: String?) { lines.append("end of reasoning") }
  func text(_ text: String) {
    join("text: ", text)
    onText?()
  }
  func toolCall(_ call: ToolCall) { lines.append("call: " + call.callString) }
  func toolStream(id: String, _ text: String) { lines.append("stream: " + text) }
  func toolResult(_ result: ToolResult) { lines.append("result: \(result.ok)") }

  private func join(_ kind: String, _ text: String) {
    if let last = lines.last, last.hasPrefix(kind) {
      lines[lines.count - 1] += text
    } else {
      lines.append(kind + text)
    }
  }
}
