internal import Agent
internal import Chat

/// What stands in a message's `content`: a text, nothing, or a list of parts.
struct OpenAIContent {
  private(set) var parts: [ModelMessage.Part] = []

  var text: String {
    parts.compactMap { if case .text(let text) = $0 { text } else { nil } }.joined(separator: "\n\n")
  }

  init(_ message: OpenAIObject, takesPictures: Bool = false) throws(Failure) {
    guard let content = message["content"] else { return }
    if let text = content.text {
      if !text.isEmpty { parts = [.text(text)] }
      return
    }
    guard let list = try? message.list("content") else {
      throw message.wrong("content", "must be a text or a list of parts", code: "invalid_type")
    }
    for (index, value) in list.enumerated() {
      let part = try OpenAIObject(value, "\(message.path).content[\(index)]")
      if let part = try Self.part(part, takesPictures) { parts.append(part) }
    }
  }

  private static func part(_ part: OpenAIObject, _ takesPictures: Bool) throws(Failure) -> ModelMessage.Part? {
    switch try part.text("type") {
    case "text": try words(part, "text")
    case "refusal": try words(part, "refusal")
    case "image_url" where takesPictures: try OpenAIPicture(part).part
    default:
      throw part.wrong(
        "type", takesPictures ? "must be text or image_url" : "must be text in this role", code: "unsupported_value")
    }
  }

  private static func words(_ part: OpenAIObject, _ key: String) throws(Failure) -> ModelMessage.Part? {
    guard let text = try part.text(key) else { throw part.wrong(key, "is missing") }
    return text.isEmpty ? nil : .text(text)
  }
}
