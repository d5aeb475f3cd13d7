/// Folds a turn's events into the message that they amount to. The live turn, the snapshot for a newcomer and
/// the recovery after a crash all use this one fold, so they cannot differ.
///
/// cost: O(1) amortised per delta: an open text grows in place.
struct AnswerBuilder: Sendable {
  private enum Open { case none, reasoning, text }

  private var parts: [Part] = []
  private var open = Open.none
  private var openText = ""
  /// Where the parts of calls stand that have not ended.
  private var calls: [String: Int] = [:]
  /// What the running tools have said so far.
  private var streams: [String: String] = [:]
  private(set) var start: TurnStart?
  /// The call that waits for a person's word.
  private(set) var waitingCall: String?
  private var files: [Attachment] = []
  private var buttons: [Buttons.Button] = []
  private(set) var botCalls: [String] = []
  /// All words and thoughts, in bytes.
  private(set) var size = 0

  mutating func apply(_ event: Event) {
    switch event {
    case .turnStart(let start): self.start = start
    case .reasoningDelta(let text): extend(.reasoning, text)
    case .reasoningEnd(let ms, let signature): closeReasoning(ms, signature)
    case .token(let text): extend(.text, text)
    case .toolCall(let call): begin(call)
    case .approval(let request): wait(request)
    case .approvalEnd(let end): answer(end)
    case .toolStream(let id, let text): streams[id, default: ""] += text
    case .toolResult(let result): finish(result)
    case .part(let addition): add(addition)
    case .progress, .done, .error, .message, .messageUpdated, .messageDeleted, .typing, .session, .sessionDeleted, .bot:
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
    if !buttons.isEmpty { message.parts.append(.buttons(Buttons(buttons))) }
    message.attachments = files
    message.botCalls = botCalls.isEmpty ? nil : botCalls
    message.agent = start?.agent
    message.clientID = start?.clientID
    return message
  }

  /// Whether more text would come on to the last words.
  var endsInText: Bool { open == .text }

  /// The text parts joined by a blank line.
  static func content(of parts: [Part]) -> String {
    parts.compactMap { if case .text(let text) = $0 { text } else { nil } }.joined(separator: "\n\n")
  }

  private mutating func extend(_ kind: Open, _ text: String) {
    if open != kind { close(ms: 0) }
    open = kind
    openText += text
    size += text.utf8.count
  }

  private mutating func add(_ addition: Addition) {
    if let file = addition.file, file.isPicture {
      close(ms: 0)
      parts.append(.image(file))
    } else if let file = addition.file {
      files.append(file)
    }
    buttons = addition.buttons ?? buttons
    if let call = addition.call { botCalls.append(call) }
  }

  private mutating func closeReasoning(_ ms: Int, _ signature: String?) {
    if open == .reasoning {
      close(ms: ms, signature)
    } else if case .reasoning(let text, 0, nil)? = parts.last {
      parts[parts.count - 1] = .reasoning(text: text, ms: ms, signature: signature)
    } else if signature != nil {
      close(ms: 0)
      parts.append(.reasoning(text: "", ms: ms, signature: signature))
    }
  }

  private mutating func close(ms: Int, _ signature: String? = nil) {
    switch open {
    case .none: return
    case .reasoning: parts.append(.reasoning(text: openText, ms: ms, signature: signature))
    case .text: parts.append(.text(openText))
    }
    open = .none
    openText = ""
  }
}

/// Tools: each call is a part that changes until its result has come.
extension AnswerBuilder {
  /// A call, whether it has ended or not.
  ///
  /// cost: O(parts)
  func call(_ id: String) -> ToolPart? {
    for case .tool(let tool) in parts.reversed() where tool.id == id { return tool }
    return nil
  }

  /// Ids of the calls that have not ended.
  var openCalls: Set<String> { Set(calls.keys) }

  /// The ends of all that is open, for a turn that ends before they do.
  ///
  /// words: why there is no result
  /// now:   in Unix milliseconds, if it is known when they ended
  func loose(_ words: String, at now: Int? = nil) -> [Event] {
    let questions = waitingCall.map { [Event.approvalEnd(ApprovalEnd(id: $0, option: ApprovalEnd.stopped))] } ?? []
    let open = calls.values.sorted().compactMap { index -> Event? in
      guard case .tool(let tool) = parts[index] else { return nil }
      let said = streams[tool.id].map { $0.hasSuffix("\n") ? $0 : $0 + "\n" } ?? ""
      let ms = tool.at.map { max(0, (now ?? $0) - $0) } ?? 0
      return .toolResult(ToolResult(id: tool.id, tool: tool.tool, output: said + words, ok: false, ms: ms))
    }
    return questions + open
  }

  private mutating func begin(_ call: ToolCall) {
    close(ms: 0)
    calls[call.id] = parts.count
    parts.append(.tool(ToolPart(call)))
  }

  private mutating func wait(_ request: ApprovalRequest) {
    waitingCall = request.id
    change(request.id) { tool in
      tool.approval = Approval(options: request.options, preview: request.preview)
      tool.waiting = true
    }
  }

  private mutating func answer(_ end: ApprovalEnd) {
    if waitingCall == end.id { waitingCall = nil }
    change(end.id) { tool in
      tool.approval?.answer = end.option
      tool.waiting = nil
    }
  }

  private mutating func finish(_ result: ToolResult) {
    streams[result.id] = nil
    change(result.id) { $0.finish(result) }
    calls[result.id] = nil
  }

  private mutating func change(_ call: String, _ change: (inout ToolPart) -> Void) {
    guard let index = calls[call], case .tool(var tool) = parts[index] else { return }
    change(&tool)
    parts[index] = .tool(tool)
  }

  private func put(_ output: String, in id: String, of parts: inout [Part]) {
    guard let index = calls[id], index < parts.count, case .tool(var tool) = parts[index] else { return }
    tool.output = output
    parts[index] = .tool(tool)
  }
}
