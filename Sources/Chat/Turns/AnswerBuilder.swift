/// Folds a turn's events into the message that they amount to. The live turn, the snapshot for a newcomer and
/// the recovery after a crash all use this one fold, so they cannot differ.
///
/// cost: O(1) amortised per delta: an open text grows in place.
struct AnswerBuilder: Sendable {
  private enum Open { case none, reasoning, text }

  private var parts: [Part] = []
  private var open = Open.none
  private var openText = ""
  /// Where each call's part stands.
  private var calls: [String: Int] = [:]
  /// What the running tools have said so far.
  private var streams: [String: String] = [:]
  private(set) var start: TurnStart?

  mutating func apply(_ event: Event) {
    switch event {
    case .turnStart(let start): self.start = start
    case .reasoningDelta(let text): extend(.reasoning, text)
    case .reasoningEnd(let ms): closeReasoning(ms)
    case .token(let text): extend(.text, text)
    case .toolCall(let call): begin(call)
    case .toolStream(let id, let text): streams[id, default: ""] += text
    case .toolResult(let result): finish(result)
    case .progress, .approval, .done, .error, .message, .messageUpdated, .messageDeleted, .typing, .session,
      .sessionDeleted:
      break
    }
  }

  /// The message so far; a tool that still runs has its output so far and is not `ok`.
  var message: Message {
    var message = Message(id: start?.messageID ?? "", role: .assistant, at: start?.at ?? 0, content: "")
    var copy = self
    copy.close(ms: 0)
    message.parts = copy.parts
    for (id, text) in streams { copy.put(text, in: id, of: &message.parts) }
    message.content = Self.content(of: message.parts)
    message.agent = start?.agent
    message.clientID = start?.clientID
    return message
  }

  /// The text parts joined by a blank line.
  static func content(of parts: [Part]) -> String {
    parts.compactMap { if case .text(let text) = $0 { text } else { nil } }.joined(separator: "\n\n")
  }

  private mutating func extend(_ kind: Open, _ text: String) {
    if open != kind { close(ms: 0) }
    open = kind
    openText += text
  }

  private mutating func closeReasoning(_ ms: Int) {
    if open == .reasoning {
      close(ms: ms)
    } else if case .reasoning(let text, 0)? = parts.last {
      parts[parts.count - 1] = .reasoning(text: text, ms: ms)
    }
  }

  private mutating func close(ms: Int) {
    switch open {
    case .none: return
    case .reasoning: parts.append(.reasoning(text: openText, ms: ms))
    case .text: parts.append(.text(openText))
    }
    open = .none
    openText = ""
  }

  private mutating func begin(_ call: ToolCall) {
    close(ms: 0)
    calls[call.id] = parts.count
    parts.append(.tool(ToolPart(call)))
  }

  private mutating func finish(_ result: ToolResult) {
    streams[result.id] = nil
    guard let index = calls[result.id], case .tool(var tool) = parts[index] else { return }
    tool.finish(result)
    parts[index] = .tool(tool)
  }

  private func put(_ output: String, in id: String, of parts: inout [Part]) {
    guard let index = calls[id], index < parts.count, case .tool(var tool) = parts[index] else { return }
    tool.output = output
    parts[index] = .tool(tool)
  }
}
