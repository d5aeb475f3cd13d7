internal import Chat
internal import EventLoop
internal import HTTPServer

/// An answer that is sent when it is complete.
@Loop final class OpenAIWholeAnswer: OpenAIAnswer {
  private let exchange: Exchange
  private let manner: OpenAIManner
  private let head: [String: JSONValue]
  private var content = ""
  private var reasoning = ""

  /// created: Unix time, seconds
  init(_ exchange: Exchange, id: String, created: Int, model: String, _ manner: OpenAIManner) {
    self.exchange = exchange
    self.manner = manner
    head = [
      "id": .string(id), "object": .string("chat.completion"), "created": .integer(created), "model": .string(model),
    ]
  }

  func take(_ kind: OpenAIPiece, _ text: String) {
    switch kind {
    case .content: content += text
    case .reasoning: reasoning += text
    case .comment: break
    }
  }

  func finish(_ reason: String, _ usage: Usage?) {
    var message: [String: JSONValue] = [
      "role": .string("assistant"), "content": .string(content), "refusal": .null,
    ]
    if !reasoning.isEmpty { message["reasoning_content"] = .string(reasoning) }
    var body = head
    body["choices"] = .array([
      .object([
        "index": .integer(0), "message": .object(message), "logprobs": .null, "finish_reason": .string(reason),
      ])
    ])
    if let usage { body["usage"] = usage.openAI }
    exchange.respond(manner.reply(200, .object(body), to: exchange.head))
  }

  func fail(_ failure: Failure) { exchange.respond(manner.refusal(failure, to: exchange.head)) }
}
