internal import Chat
internal import EventLoop
internal import HTTPClient

/// One answer of an OpenAI-compatible server, from its first byte to its last.
@Loop struct OpenAIRound {
  private let answer: ModelAnswer
  private var finishReason: String?
  private var usage: Usage?
  private var calls = OpenAICalls()

  private init(answer: ModelAnswer) { self.answer = answer }

  /// errors: `ProviderFailure`, `HTTPClientError`, `CancellationError`; the connection is then closed
  static func read(_ response: ClientResponse, _ answer: ModelAnswer) async throws -> ModelCompletion {
    var round = OpenAIRound(answer: answer)
    var stream = OpenAIStream()
    while !stream.isDone, let bytes = try await response.next(orEndIf: round.finishReason != nil) {
      try stream.take(bytes) { try round.take($0) }
    }
    if stream.isDone { response.drain() } else { try stream.finish { try round.take($0) } }
    guard stream.isDone || round.finishReason != nil else { throw ProviderFailure.brokenOff }
    return round.completion
  }

  private mutating func take(_ chunk: OpenAIChunk) throws {
    if let words = chunk.failure { throw ProviderFailure(status: 0, words: words) }
    try answer.reasoning(chunk.reasoning, signature: chunk.reasoningField?.rawValue)
    try answer.text(chunk.text)
    for piece in chunk.calls { try take(piece) }
    if let reason = chunk.finishReason { finishReason = reason }
    if let usage = chunk.usage { self.usage = usage }
  }

  private mutating func take(_ piece: OpenAICallPiece) throws {
    if let name = try calls.take(piece) { answer.callBegins(name: name) }
    try answer.count(bytes: piece.name.utf8.count + piece.arguments.utf8.count)
  }

  /// Calls count whatever the reason says: many servers say `stop` after them.
  private var completion: ModelCompletion {
    let ending = ending
    let calls = ending == .filtered ? [] : calls.calls(isCut: ending == .length)
    return ModelCompletion(ending: calls.isEmpty ? ending : .toolCalls, usage: usage, calls: calls)
  }

  private var ending: ModelCompletion.Ending {
    switch finishReason {
    case "length", "max_tokens": .length
    case "content_filter": .filtered
    default: .finished
    }
  }
}
