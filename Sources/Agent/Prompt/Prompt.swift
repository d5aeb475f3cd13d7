internal import Chat
internal import EventLoop
internal import FoundationEssentials

/// Makes of a conversation what a model is to see of it.
@Loop struct Prompt {
  /// Stands for an answer that never came: strict templates want the two sides to alternate, and no empty
  /// message.
  static let noAnswer = "[No answer: it was stopped or failed before its first word.]"
  private static let pictures: Set<String> = ["image/png", "image/jpeg", "image/gif", "image/webp"]

  let vision: Bool
  let reader: any AttachmentReader
  /// base64 of a big picture takes too long for the loop.
  let disk: Disk

  /// history: ends with the user's message, or with an answer that breaks off behind the results of its calls
  func messages(_ history: [Message]) async throws -> [ModelMessage] {
    let shown = shownPictures(history)
    var messages: [ModelMessage] = []
    var ids: Set<String> = []
    for message in history {
      try Task.checkCancellation()
      switch message.role {
      case .user:
        if messages.last?.role == .user { messages.append(ModelMessage(.assistant, Self.noAnswer)) }
        messages.append(await user(message, shown))
      case .assistant: messages += await answer(message, shown, &ids)
      }
    }
    return messages
  }

  /// Ids of the newest pictures, as many as a request may carry.
  private func shownPictures(_ history: [Message]) -> Set<String> {
    guard vision else { return [] }
    let pictures = history.flatMap(\.files).filter(isPicture)
    return Set(pictures.suffix(AgentLimits.images).map(\.id))
  }

  private func isPicture(_ attachment: Attachment) -> Bool {
    Self.pictures.contains(attachment.mime) && attachment.size <= AgentLimits.imageBytes
  }

  /// Files first, then the user's words, then the pictures: what is asked stands nearest to the answer.
  private func user(_ message: Message, _ shown: Set<String>) async -> ModelMessage {
    var files: [ModelMessage.Part] = []
    var pictures: [ModelMessage.Part] = []
    for attachment in message.attachments {
      if shown.contains(attachment.id), let picture = await picture(attachment) {
        pictures.append(picture)
      } else {
        files.append(.text(await file(attachment)))
      }
    }
    let words =
      message.content.isEmpty && !message.attachments.isEmpty ? [] : [ModelMessage.Part.text(message.content)]
    return ModelMessage(role: .user, parts: files + words + pictures)
  }

  func picture(_ attachment: Attachment) async -> ModelMessage.Part? {
    guard let bytes = await reader.bytes(of: attachment, limit: AgentLimits.imageBytes), !bytes.isEmpty else {
      return nil
    }
    let text = try? await disk.run { Data(bytes).base64EncodedString() }
    return text.map { .image(mime: attachment.mime, base64: $0) }
  }

  private func file(_ attachment: Attachment) async -> String {
    guard FileBlock.mayBeText(attachment.mime),
      let bytes = await reader.bytes(of: attachment, limit: AgentLimits.textFileBytes),
      let block = FileBlock.block(name: attachment.name, bytes: bytes, size: attachment.size)
    else { return FileBlock.mention(attachment) }
    return block
  }
}
