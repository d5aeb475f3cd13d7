import Chat
import EventLoop
import Tools

@testable import Agent

/// An answer's events as short lines, deltas of one kind joined.
@Loop final class RecordingWriter: AgentWriter {
  private(set) var lines: [String] = []
  private(set) var results: [ToolResult] = []
  private(set) var asked: [ApprovalRequest] = []
  var onText: (@Loop () -> Void)?
  /// What a person says to each question, in order; then they allow.
  var answers: [String] = []
  var allowed: Set<String> = []

  func progress(_ text: String, toolHint: Bool) { lines.append("progress: " + text) }
  func reasoning(_ text: String) { join("reasoning: ", text) }
  func endReasoning(signature: String?) { lines.append("end of reasoning") }
  func text(_ text: String) {
    join("text: ", text)
    onText?()
  }
  func toolCall(_ call: ToolCall) { lines.append("call: " + call.callString) }
  func toolStream(id: String, _ text: String) { lines.append("stream: " + text) }
  func toolResult(_ result: ToolResult) {
    lines.append("result: \(result.ok)")
    results.append(result)
  }

  func ask(_ request: ApprovalRequest) async throws -> String {
    lines.append("ask: " + request.callString)
    asked.append(request)
    let answer = answers.isEmpty ? "allow" : answers.removeFirst()
    if answer == "session" { allowed.insert(request.tool) }
    if answer == "never" { try await Loop.sleep(for: .seconds(3600)) }
    return answer
  }

  func isAllowed(_ tool: String) -> Bool { allowed.contains(tool) }

  func keep(_ picture: ToolOutput.Picture, named name: String) async throws -> Chat.Attachment {
    Chat.Attachment(id: name, name: name, mime: picture.mime, size: picture.bytes.count, url: "api/uploads/\(name)")
  }

  private func join(_ kind: String, _ text: String) {
    if let last = lines.last, last.hasPrefix(kind) {
      lines[lines.count - 1] += text
    } else {
      lines.append(kind + text)
    }
  }
}
