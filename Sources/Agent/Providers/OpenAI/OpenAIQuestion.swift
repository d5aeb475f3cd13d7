internal import Chat

/// A message of the user's side as `/chat/completions` wants it: one of role `tool` for each result, then the words
/// and pictures. Pictures that a tool returned stand there, too: a message of role `tool` may carry text alone. Without
/// pictures, words beside results stand in the last of them: Mistral takes no question after a result.
struct OpenAIQuestion {
  private var results: [(id: String, text: String)] = []
  private var content: [JSONValue] = []
  private var words: [String] = []
  private var hasPictures = false

  init(_ message: ModelMessage) {
    for part in message.parts { take(part) }
    guard !hasPictures, !results.isEmpty else { return }
    results[results.count - 1].text = ([results[results.count - 1].text] + words).joined(separator: "\n\n")
    content = []
  }

  var messages: [JSONValue] {
    let tools = results.map { result in
      JSONValue.object([
        "role": .string("tool"), "tool_call_id": .string(result.id), "content": .string(result.text),
      ])
    }
    guard !content.isEmpty else { return tools }
    // Plain text where there is no picture: small servers know nothing else.
    let plain = JSONValue.string(words.joined(separator: "\n\n"))
    return tools + [OpenAIRequest.message("user", hasPictures ? .array(content) : plain)]
  }

  private mutating func take(_ part: ModelMessage.Part) {
    switch part {
    case .text(let text): say(text)
    case .image(let mime, let base64): show(mime, base64)
    case .toolResult(let id, let name, let text, let images, _):
      results.append((id, text))
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
