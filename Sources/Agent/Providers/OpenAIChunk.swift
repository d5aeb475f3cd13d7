internal import Chat

/// What one piece of an OpenAI-compatible answer says: one `data:` of the stream, or a whole answer.
struct OpenAIChunk: Equatable {
  /// `choices[0].delta.content` (or `message`, or a refusal).
  var text = ""
  /// `choices[0].delta.reasoning_content`, or `reasoning` where that is what the server says.
  var reasoning = ""
  /// `choices[0].finish_reason`.
  var finishReason: String?
  var usage: Usage?
  /// The provider's own words for what went wrong.
  var failure: ProviderWords?
}

extension OpenAIChunk {
  /// From any JSON: quickly if it looks as most do, else by way of `JSONDecoder`.
  ///
  /// returns: nil for what is no JSON object
  init?(_ bytes: [UInt8]) {
    if let quick = OpenAIChunkScanner.scan(bytes) {
      self = quick
    } else if let value = JSONValue(json: bytes), case .object = value {
      self.init(value)
    } else {
      return nil
    }
  }

  /// Whatever the dialect: content as text or parts, reasoning as text, object or details, errors.
  init(_ value: JSONValue) {
    if let choice = value["choices"]?.elements.first {
      finishReason = choice["finish_reason"]?.text
      if let delta = choice["delta"] ?? choice["message"] { read(delta) }
    }
    if let usage = value["usage"] { self.usage = Usage(openAI: usage) }
    failure = ProviderWords(answer: value)
  }

  private mutating func read(_ delta: JSONValue) {
    let spoken = ["reasoning_content", "reasoning", "reasoning_details", "thinking"].lazy
      .compactMap { delta[$0].map { $0.flatText(thinking: true) } }
    reasoning = spoken.first { !$0.isEmpty } ?? ""
    text = delta["refusal"]?.text ?? ""
    guard let content = delta["content"] else { return }
    text += content.flatText(thinking: false)
    if reasoning.isEmpty { reasoning = content.flatThinking }
  }
}

extension Usage {
  /// nil unless it counts something.
  init?(openAI value: JSONValue) {
    guard let prompt = value["prompt_tokens"]?.integer, let completion = value["completion_tokens"]?.integer
    else { return nil }
    self.init(
      promptTokens: prompt, completionTokens: completion,
      reasoningTokens: value["completion_tokens_details"]?["reasoning_tokens"]?.integer)
  }
}
