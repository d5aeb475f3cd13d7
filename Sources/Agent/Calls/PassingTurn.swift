internal import Chat
internal import EventLoop
internal import Tools

/// Where the answer to a stranger's history goes: to a writer, with nobody to ask and nowhere to keep anything.
@Loop final class PassingTurn: AgentWriter, AttachmentReader {
  private let writer: any AnswerWriter
  /// What tools returned in this turn, for the model's next rounds.
  private var pictures: [(id: String, bytes: [UInt8])] = []

  init(_ writer: any AnswerWriter) { self.writer = writer }

  func ask(_ request: ApprovalRequest) async throws -> String {
    throw ToolFailure(
      "\(request.tool) must ask a person first, and here nobody can be asked. Nothing was done. Do not try it again.")
  }

  func isAllowed(_ tool: String) -> Bool { false }

  func keep(_ picture: ToolOutput.Picture, named name: String) async throws -> Attachment {
    let kept = Attachment(id: CallName.id(), name: name, mime: picture.mime, size: picture.bytes.count, url: "")
    pictures.append((kept.id, picture.bytes))
    if pictures.count > AgentLimits.images { pictures.removeFirst() }
    return kept
  }

  func bytes(of attachment: Attachment, limit: Int) async -> [UInt8]? {
    pictures.first { $0.id == attachment.id && $0.bytes.count <= limit }?.bytes
  }

  func progress(_ text: String, toolHint: Bool) { writer.progress(text, toolHint: toolHint) }
  func reasoning(_ text: String) { writer.reasoning(text) }
  func endReasoning(signature: String?) { writer.endReasoning(signature: signature) }
  func text(_ text: String) { writer.text(text) }
  func toolCall(_ call: ToolCall) { writer.toolCall(call) }
  func toolStream(id: String, _ text: String) { writer.toolStream(id: id, text) }
  func toolResult(_ result: ToolResult) { writer.toolResult(result) }
}
