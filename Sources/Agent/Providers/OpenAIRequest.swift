internal import Chat
internal import FoundationEssentials

/// The body of `POST {base_url}/chat/completions`.
struct OpenAIRequest: Encodable {
  let request: ModelRequest
  /// Asks for `usage` at the end of the stream; some servers refuse the very word.
  var asksForUsage = true

  /// cost: O(bytes); with pictures in it too long for the loop
  func body() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(self))
  }

  private enum Key: String, CodingKey {
    case model, messages, stream, temperature, role, content, type, text, url
    case streamOptions = "stream_options"
    case includeUsage = "include_usage"
    case answerTokens = "max_tokens"
    case imageURL = "image_url"
  }

  func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: Key.self)
    try box.encode(request.model, forKey: .model)
    try box.encode(true, forKey: .stream)
    try box.encodeIfPresent(request.temperature, forKey: .temperature)
    try box.encodeIfPresent(request.answerTokens, forKey: .answerTokens)
    if asksForUsage {
      var options = box.nestedContainer(keyedBy: Key.self, forKey: .streamOptions)
      try options.encode(true, forKey: .includeUsage)
    }
    try encodeMessages(&box)
  }

  private func encodeMessages(_ box: inout KeyedEncodingContainer<Key>) throws {
    var list = box.nestedUnkeyedContainer(forKey: .messages)
    if let system = request.system, !system.isEmpty {
      var message = list.nestedContainer(keyedBy: Key.self)
      try message.encode("system", forKey: .role)
      try message.encode(system, forKey: .content)
    }
    for entry in request.messages {
      var message = list.nestedContainer(keyedBy: Key.self)
      try message.encode(entry.role.rawValue, forKey: .role)
      try encodeContent(entry, &message)
    }
  }

  /// Plain text where there is no picture: small servers know nothing else.
  private func encodeContent(_ entry: ModelMessage, _ message: inout KeyedEncodingContainer<Key>) throws {
    let hasImage = entry.parts.contains { if case .image = $0 { true } else { false } }
    guard hasImage else { return try message.encode(entry.text, forKey: .content) }
    var list = message.nestedUnkeyedContainer(forKey: .content)
    for part in entry.parts {
      var box = list.nestedContainer(keyedBy: Key.self)
      switch part {
      case .text(let text):
        try box.encode("text", forKey: .type)
        try box.encode(text, forKey: .text)
      case .image(let mime, let base64):
        try box.encode("image_url", forKey: .type)
        var image = box.nestedContainer(keyedBy: Key.self, forKey: .imageURL)
        try image.encode("data:\(mime);base64,\(base64)", forKey: .url)
      case .reasoning, .toolCall, .toolResult: break
      }
    }
  }
}
