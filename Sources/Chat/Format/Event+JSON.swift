extension Event {
  /// The event's `data:`, one line of JSON.
  public var json: [UInt8] {
    var bytes: [UInt8] = []
    appendJSON(to: &bytes)
    return bytes
  }

  func appendJSON(to bytes: inout [UInt8]) {
    switch self {
    case .token(let text), .reasoningDelta(let text):
      bytes.append(contentsOf: #"{"text":"#.utf8)
      JSONText.append(text, to: &bytes)
      bytes.append(UInt8(ascii: "}"))
    case .toolStream(let id, let text):
      bytes.append(contentsOf: #"{"id":"#.utf8)
      JSONText.append(id, to: &bytes)
      bytes.append(contentsOf: #","text":"#.utf8)
      JSONText.append(text, to: &bytes)
      bytes.append(UInt8(ascii: "}"))
    default: bytes.append(contentsOf: rareJSON)
    }
  }

  /// What comes a few times a turn: no need to be quick.
  private var rareJSON: [UInt8] {
    switch self {
    case .turnStart(let start): JSONText.encode(start)
    case .progress(let text, let hint): JSONText.encode(ProgressData(text: text, toolHint: hint))
    case .reasoningEnd(let ms, let signature): JSONText.encode(ReasoningEnd(ms: ms, signature: signature))
    case .toolCall(let call): JSONText.encode(call)
    case .approval(let request): JSONText.encode(request)
    case .approvalEnd(let end): JSONText.encode(end)
    case .toolResult(let result): JSONText.encode(result)
    case .done(let done): JSONText.encode(done)
    case .error(let failure): JSONText.encode(failure)
    case .message(let message), .messageUpdated(let message): JSONText.encode(message)
    case .messageDeleted(let id), .sessionDeleted(let id): JSONText.encode(["id": id])
    case .typing(let active): JSONText.encode(["active": active])
    case .part(let addition): JSONText.encode(addition)
    case .bot(let event): JSONText.encode(event)
    case .session(let info): JSONText.encode(info)
    case .token, .reasoningDelta, .toolStream: []
    }
  }

  /// Reads an event back from the journal.
  ///
  /// returns: nil for a name that this version does not know
  init?(name: String, json: some Sequence<UInt8>) throws {
    func read<T: Decodable>(_ type: T.Type) throws -> T { try JSONText.decode(type, from: json) }
    switch name {
    case "turn_start": self = .turnStart(try read(TurnStart.self))
    case "progress": self = try read(ProgressData.self).event
    case "reasoning_delta": self = .reasoningDelta(try read(TextData.self).text)
    case "reasoning_end": self = try read(ReasoningEnd.self).event
    case "token": self = .token(try read(TextData.self).text)
    case "tool_call": self = .toolCall(try read(ToolCall.self))
    case "approval": self = .approval(try read(ApprovalRequest.self))
    case "approval_end": self = .approvalEnd(try read(ApprovalEnd.self))
    case "tool_stream": self = try read(TextData.self).toolStream
    case "tool_result": self = .toolResult(try read(ToolResult.self))
    case "done": self = .done(try read(TurnDone.self))
    case "error": self = .error(try read(TurnFailure.self))
    case "message": self = .message(try read(Message.self))
    case "message_updated": self = .messageUpdated(try read(Message.self))
    case "message_deleted": self = .messageDeleted(id: try read([String: String].self)["id"] ?? "")
    case "part": self = .part(try read(Addition.self))
    case "typing": self = .typing(try read([String: Bool].self)["active"] ?? false)
    default: return nil
    }
  }
}

/// The data of `progress`.
private struct ProgressData: Codable {
  var text: String
  var toolHint: Bool
  var event: Event { .progress(text: text, toolHint: toolHint) }

  enum CodingKeys: String, CodingKey {
    case text
    case toolHint = "tool_hint"
  }
}

/// The data of `reasoning_end`.
private struct ReasoningEnd: Codable {
  var ms: Int?
  var signature: String?
  var event: Event { .reasoningEnd(ms: ms ?? 0, signature: signature) }
}

/// The data of the three deltas.
private struct TextData: Codable {
  var id: String?
  var text: String
  var toolStream: Event { .toolStream(id: id ?? "", text: text) }
}
