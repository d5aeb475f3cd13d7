internal import Chat
internal import EventLoop
internal import HTTPClient

/// One answer of the Messages API, from its first byte to its last.
@Loop struct AnthropicRound {
  private let answer: ModelAnswer
  /// Of blocks whose end has not come, by index.
  private var signatures: [Int: String] = [:]
  private var openCalls: [Int: AnthropicCall] = [:]
  private var calls: [AnthropicCall] = []
  private var stopReason: String?
  private var usage = AnthropicUsage(nil)

  private init(answer: ModelAnswer) { self.answer = answer }

  /// errors: `ProviderFailure`, `HTTPClientError`, `CancellationError`; the connection is then closed
  static func read(_ response: ClientResponse, _ answer: ModelAnswer) async throws -> ModelCompletion {
    var round = AnthropicRound(answer: answer)
    var stream = AnthropicStream()
    while !stream.isDone, let bytes = try await response.next(orEndIf: round.stopReason != nil) {
      try stream.take(bytes) { try round.take($0) }
    }
    if stream.isDone { response.drain() } else { try stream.finish { try round.take($0) } }
    guard stream.isDone || round.stopReason != nil else { throw ProviderFailure.brokenOff }
    return round.completion
  }

  private mutating func take(_ event: AnthropicEvent) throws {
    switch event {
    case .start(let usage): self.usage.update(usage)
    case .blockStart(let index, let block): try begin(block, at: index)
    case .delta(let index, let delta): try take(delta, at: index)
    case .blockStop(let index): try end(at: index)
    case .messageDelta(let reason, let usage):
      stopReason = reason ?? stopReason
      self.usage.update(usage)
    case .failure(let words): throw ProviderFailure(status: 0, words: words)
    case .stop, .other: break
    }
  }

  private mutating func begin(_ block: AnthropicEvent.Block, at index: Int) throws {
    switch block {
    case .text(let text): try answer.text(text)
    case .thinking(let text, let signature):
      try answer.reasoning(text)
      signatures[index] = signature
    case .redacted(let data): try answer.endReasoning(signature: AnthropicThought.redacted(data).mark)
    case .tool(let id, let name, let input):
      guard calls.count + openCalls.count < AgentLimits.callsPerRound else { throw ProviderFailure.tooManyCalls }
      answer.callBegins(name: name)
      openCalls[index] = AnthropicCall(id: id, name: name, input: input)
    case .other: break
    }
  }

  private mutating func take(_ delta: AnthropicEvent.Delta, at index: Int) throws {
    switch delta {
    case .text(let text): try answer.text(text)
    case .thinking(let text): try answer.reasoning(text)
    case .signature(let more):
      try answer.count(bytes: more.utf8.count)
      signatures[index]? += more
    case .input(let more):
      try answer.count(bytes: more.utf8.count)
      openCalls[index]?.add(more)
    case .other: break
    }
  }

  private mutating func end(at index: Int) throws {
    if let signature = signatures.removeValue(forKey: index) {
      try answer.endReasoning(signature: AnthropicThought.signed(signature).mark)
    } else if let call = openCalls.removeValue(forKey: index) {
      calls.append(call)
    }
  }

  private var completion: ModelCompletion {
    let ending = ending
    let unended = openCalls.sorted { $0.key < $1.key }.map(\.value)
    let whole = calls.filter { ending != .length || $0.isWhole } + unended.filter(\.isWhole)
    let made = ending == .filtered ? [] : whole.map(\.call)
    return ModelCompletion(ending: made.isEmpty ? ending : .toolCalls, usage: usage.usage, calls: made)
  }

  private var ending: ModelCompletion.Ending {
    switch stopReason {
    case "max_tokens", "model_context_window_exceeded": .length
    case "refusal": .filtered
    case "pause_turn": .paused
    default: .finished
    }
  }
}
