internal import Chat

/// A part of a message as a content block of the Messages API.
struct AnthropicBlock {
  /// Whether thoughts go back.
  let thinks: Bool

  /// nil for a part that is left out.
  func json(_ part: ModelMessage.Part) -> JSONValue? {
    switch part {
    case .text(let text): AnthropicRequest.text(text)
    case .image(let mime, let base64): Self.image(mime, base64)
    case .reasoning(let text, let mark):
      thinks ? mark.flatMap { AnthropicThought(mark: $0)?.block(text: text) } : nil
    case .toolCall(let call):
      .object([
        "type": .string("tool_use"), "id": .string(call.id), "name": .string(call.name),
        "input": JSONValue(json: call.arguments.utf8) ?? .object([:]),
      ])
    case .toolResult(let id, _, let text, let images, let isError): Self.result(id, text, images, isError)
    }
  }

  private static func result(_ id: String, _ text: String, _ images: [ModelImage], _ isError: Bool) -> JSONValue {
    .members([
      "type": .string("tool_result"), "tool_use_id": .string(id),
      "content": .array([AnthropicRequest.text(text)] + images.map { image($0.mime, $0.base64) }),
      "is_error": isError ? .bool(true) : nil,
    ])
  }

  private static func image(_ mime: String, _ base64: String) -> JSONValue {
    let source: [String: JSONValue] = [
      "type": .string("base64"), "media_type": .string(mime), "data": .string(base64),
    ]
    return .object(["type": .string("image"), "source": .object(source)])
  }
}
