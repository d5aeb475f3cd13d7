/// Everything of a message that is a file beside it.
extension Message {
  /// What was attached, and what came of tools.
  public var files: [Attachment] {
    attachments
      + parts.flatMap { part -> [Attachment] in
        switch part {
        case .image(let image): [image]
        case .tool(let tool): tool.images ?? []
        case .text, .reasoning, .buttons, .other: []
        }
      }
  }

  /// Puts other files in their places, by their ids.
  mutating func replaceFiles(_ copies: [String: Attachment]) {
    func copy(_ file: Attachment) -> Attachment { copies[file.id] ?? file }
    attachments = attachments.map(copy)
    for index in parts.indices {
      switch parts[index] {
      case .image(let image): parts[index] = .image(copy(image))
      case .tool(var tool) where tool.images != nil:
        tool.images = tool.images?.map(copy)
        parts[index] = .tool(tool)
      case .text, .reasoning, .buttons, .other, .tool: break
      }
    }
  }
}
