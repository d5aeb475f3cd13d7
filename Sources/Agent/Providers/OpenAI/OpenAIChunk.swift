internal import Chat

/// What one piece of an OpenAI-compatible answer says: one `data:` of the stream, or a whole answer.
struct OpenAIChunk: Equatable {
  /// `choices[0].delta.content` (or `message`, or a refusal).
  var text = ""
  /// `choices[0].delta.reasoning_content`, or `reasoning` where that is what the server says.
  var reasoning = ""
  /// The name of that field where the server takes its thoughts back under it.
  var reasoningField: ReasoningField?
  /// `choices[0].delta.tool_calls`.
  var calls: [OpenAICallPiece] = []
  /// `choices[0].finish_reason`.
  var finishReason: String?
  var usage: Usage?
  /// The provider's own words for what went wrong.
  var failure: ProviderWords?

  /// In which a server sends a model's thoughts, as text.
  enum ReasoningField: String {
    case reasoningContent = "reasoning_content"
    case reasoning
  }
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
    readReasoning(delta)
    calls = delta["tool_calls"]?.elements.compactMap(OpenAICallPiece.init) ?? []
    if let call = delta["function_call"], case .object = call {
      calls.append(OpenAICallPiece(functionCall: call))
    }
    text = delta["refusal"]?.text ?? ""
    guard let content = delta["content"] else { return }
    text += content.flatText(thinking: false)
    if reasoning.isEmpty { reasoning = content.flatThinking }
  }

  private mutating func readReasoning(_ delta: JSONValue) {
    for key in ["reasoning_content", "reasoning", "reasoning_details", "thinking"] where reasoning.isEmpty {
      guard let said = delta[key] else { continue }
      reasoning = said.flatText(thinking: true)
      if !reasoning.isEmpty, said.text != nil { reasoningField = ReasoningField(rawValue: key) }
    }
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
