internal import Chat

/// A message of the user's side as `/chat/completions` wants it: one of role `tool` for each result, then the words
/// and pictures. Pictures that a tool returned stand there, too: a message of role `tool` may carry text alone.
struct OpenAIQuestion {
  private(set) var messages: [JSONValue] = []
  private var content: [JSONValue] = []
  private var words: [String] = []
  private var hasPictures = false

  init(_ message: ModelMessage) {
    for part in message.parts { take(part) }
    guard !content.isEmpty else { return }
    // Plain text where there is no picture: small servers know nothing else.
    let plain = JSONValue.string(words.joined(separator: "\n\n"))
    messages.append(OpenAIRequest.message("user", hasPictures ? .array(content) : plain))
  }

  private mutating func take(_ part: ModelMessage.Part) {
    switch part {
    case .text(let text): say(text)
    case .image(let mime, let base64): show(mime, base64)
    case .toolResult(let id, let name, let text, let images, _):
      messages.append(
        .object(["role": .string("tool"), "tool_call_id": .string(id), "content": .string(text)]))
      if !images.isEmpty { say("[What \(name) returned:]") }
      for image in images { show(image.mime, image.base64) }
    case .reasoning, .toolCall: break
    }
  }

  private mutating func say(_ text: String) {
    words.append(text)
    content.append(.object(["type": .string("text"), "text": .string(text)]))
  }

  private mutating func show(_ mime: String, _ base64: String) {
    hasPictures = true
    let url = JSONValue.object(["url": .string("data:\(mime);base64,\(base64)")])
    content.append(.object(["type": .string("image_url"), "image_url": url]))
  }
}
