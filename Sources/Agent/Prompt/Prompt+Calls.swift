internal import Chat
internal import EventLoop

/// Calls and what came of them.
extension Prompt {
  /// Calls as the model made them, in our words: the same for a round that has just ended and for an old one.
  func calls(_ parts: [ToolPart]) async -> [ModelMessage.Part] {
    // A text to write may have megabytes: too long for the loop.
    (try? await disk.run { parts.map { .toolCall(Self.call($0)) } }) ?? []
  }

  private nonisolated static func call(_ part: ToolPart) -> ModelCall {
    let isObject = if case .object = part.arguments { true } else { false }
    let arguments = isObject ? part.arguments : .object(["value": part.arguments])
    return ModelCall(id: part.id, name: CallName.clean(part.tool), arguments: arguments.jsonText, extra: part.extra)
  }

  /// What came of a call, capped for the model.
  ///
  /// showsPictures: false where too many newer ones are shown
  func result(_ part: ToolPart, showsPictures: Bool = true) async -> ModelMessage.Part {
    var images: [ModelImage] = []
    var text = ToolText.shown(part.output)
    for image in part.images ?? [] {
      if showsPictures, let shown = await self.image(image) {
        images.append(shown)
      } else {
        text += "\n" + FileBlock.mention(image)
      }
    }
    return .toolResult(id: part.id, name: CallName.clean(part.tool), text: text, images: images, isError: !part.ok)
  }

  private func image(_ attachment: Attachment) async -> ModelImage? {
    guard vision, case .image(let mime, let base64)? = await picture(attachment) else { return nil }
    return ModelImage(mime: mime, base64: base64)
  }
}
