/// One thing that happened in an answer. A message's parts stand in the order of happening.
public enum Part: Hashable, Sendable {
  /// signature: the provider's seal, without which some will not read their own thoughts again
  case reasoning(text: String, ms: Int, signature: String? = nil)
  case text(String)
  case tool(ToolPart)
  case image(Attachment)
  case buttons(Buttons)
  /// What this version does not know, kept as it came.
  case other(JSONValue)
}

extension Part: Codable {
  enum CodingKeys: String, CodingKey { case type, text, ms, signature }

  public init(from decoder: any Decoder) throws {
    let box = try decoder.container(keyedBy: CodingKeys.self)
    switch try box.decodeIfPresent(String.self, forKey: .type) {
    case "reasoning":
      let ms = try box.decodeIfPresent(Int.self, forKey: .ms) ?? 0
      self = .reasoning(
        text: try box.decode(String.self, forKey: .text), ms: ms,
        signature: try box.decodeIfPresent(String.self, forKey: .signature))
    case "text": self = .text(try box.decode(String.self, forKey: .text))
    case "tool": self = .tool(try ToolPart(from: decoder))
    case "image":
      if let image = try? Attachment(from: decoder) { self = .image(image) } else { fallthrough }
    case "buttons":
      if let buttons = try? Buttons(from: decoder) { self = .buttons(buttons) } else { fallthrough }
    default: self = .other(try JSONValue(from: decoder))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    if case .other(let value) = self { return try value.encode(to: encoder) }
    var box = encoder.container(keyedBy: CodingKeys.self)
    try box.encode(type, forKey: .type)
    switch self {
    case .reasoning(let text, let ms, let signature):
      try box.encode(text, forKey: .text)
      try box.encode(ms, forKey: .ms)
      try box.encodeIfPresent(signature, forKey: .signature)
    case .text(let text): try box.encode(text, forKey: .text)
    case .tool(let tool): try tool.encode(to: encoder)
    case .image(let image): try image.encode(to: encoder)
    case .buttons(let buttons): try buttons.encode(to: encoder)
    case .other: break
    }
  }

  private var type: String {
    switch self {
    case .reasoning: "reasoning"
    case .text: "text"
    case .tool: "tool"
    case .image: "image"
    case .buttons: "buttons"
    case .other: ""
    }
  }
}
