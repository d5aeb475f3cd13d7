extension Message {
  /// A stored answer told as it would have happened: what a reader gets who comes when it is over. Each thought
  /// and each text comes in one piece, each call with its result.
  public var events: [Event] {
    parts.flatMap(\.events) + [error.map { .error($0) } ?? .done(TurnDone(self))]
  }
}

extension Part {
  fileprivate var events: [Event] {
    switch self {
    case .reasoning(let text, let ms, let signature):
      (text.isEmpty ? [] : [.reasoningDelta(text)]) + [.reasoningEnd(ms: ms, signature: signature)]
    case .text(let text): [.token(text)]
    case .tool(let part): [.toolCall(ToolCall(part)), .toolResult(ToolResult(part))]
    case .image(let image): [.part(Addition(file: image))]
    case .buttons(let buttons): [.part(Addition(buttons: buttons.buttons))]
    case .other: []
    }
  }
}
