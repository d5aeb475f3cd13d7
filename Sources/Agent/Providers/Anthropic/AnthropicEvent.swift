internal import Chat

/// One event of an answer of the Messages API.
enum AnthropicEvent: Equatable {
  case start(AnthropicUsage)
  case blockStart(Int, Block)
  case delta(Int, Delta)
  case blockStop(Int)
  case messageDelta(stopReason: String?, AnthropicUsage)
  case stop
  case failure(ProviderWords)
  /// A ping, and what is not known (yet).
  case other

  /// What a block of the answer is, and what it begins with: usually nothing.
  enum Block: Equatable {
    case text(String)
    case thinking(String, signature: String)
    /// A thought that only the provider can read.
    case redacted(data: String)
    case tool(id: String, name: String, input: JSONValue?)
    case other
  }

  /// More of a block.
  enum Delta: Equatable {
    case text(String)
    case thinking(String)
    case signature(String)
    /// More of a call's JSON.
    case input(String)
    case other
  }
}

extension AnthropicEvent {
  /// From an event's data: quickly if it is a delta, as most are, else by way of `JSONDecoder`.
  ///
  /// returns: nil for what is no JSON object
  init?(_ bytes: [UInt8]) {
    if let quick = AnthropicDeltaScanner.scan(bytes) {
      self = quick
    } else if let value = JSONValue(json: bytes), case .object = value {
      self.init(value)
    } else {
      return nil
    }
  }

  init(_ value: JSONValue) {
    let index = value["index"]?.integer ?? 0
    self =
      switch value["type"]?.text {
      case "message_start": .start(AnthropicUsage(value["message"]?["usage"]))
      case "content_block_start": .blockStart(index, Block(value["content_block"]))
      case "content_block_delta": .delta(index, Delta(value["delta"]))
      case "content_block_stop": .blockStop(index)
      case "message_delta":
        .messageDelta(stopReason: value["delta"]?["stop_reason"]?.text, AnthropicUsage(value["usage"]))
      case "message_stop": .stop
      default: ProviderWords(answer: value).map { .failure($0) } ?? .other
      }
  }

  /// An answer that came in one piece, as the events that it would have been.
  static func events(of answer: JSONValue) -> [AnthropicEvent] {
    if let words = ProviderWords(answer: answer) { return [.failure(words)] }
    let usage = AnthropicUsage(answer["usage"])
    let blocks = (answer["content"]?.elements ?? []).enumerated().flatMap { index, block in
      [AnthropicEvent.blockStart(index, Block(block)), .blockStop(index)]
    }
    return [.start(usage)] + blocks + [.messageDelta(stopReason: answer["stop_reason"]?.text, usage), .stop]
  }
}

extension AnthropicEvent.Block {
  init(_ value: JSONValue?) {
    self =
      switch value?["type"]?.text {
      case "text": .text(value?["text"]?.text ?? "")
      case "thinking":
        .thinking(value?["thinking"]?.text ?? "", signature: value?["signature"]?.text ?? "")
      case "redacted_thinking": .redacted(data: value?["data"]?.text ?? "")
      case "tool_use":
        .tool(id: value?["id"]?.text ?? "", name: value?["name"]?.text ?? "", input: value?["input"])
      default: .other
      }
  }
}

extension AnthropicEvent.Delta {
  init(_ value: JSONValue?) {
    self =
      switch value?["type"]?.text {
      case "text_delta": .text(value?["text"]?.text ?? "")
      case "thinking_delta": .thinking(value?["thinking"]?.text ?? "")
      case "signature_delta": .signature(value?["signature"]?.text ?? "")
      case "input_json_delta": .input(value?["partial_json"]?.text ?? "")
      default: .other
      }
  }
}
