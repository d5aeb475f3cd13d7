internal import Agent
internal import Chat
internal import FoundationEssentials

/// What a client asks of `/v1/chat/completions`. What an agent cannot do is refused, what it need not know ignored.
struct OpenAIQuestion: Sendable {
  /// How many texts may end an answer.
  static let stopsLimit = 16
  /// Values in a body: each takes the decoder some microseconds, however short it is.
  static let valuesLimit = 200_000

  /// The agent's name.
  let model: String
  let isStreamed: Bool
  /// Whether a stream ends with what it cost.
  let wantsUsage: Bool
  /// Texts before which the answer ends.
  let stops: [String]
  let request: ModelRequest

  /// cost: O(body); with pictures in it too long for the loop
  init(body: [UInt8], showsReasoning: Bool) throws(Failure) {
    let question = try OpenAIObject(try Self.json(body), "")
    try Self.refuseTools(question)
    try Self.refuseTheImpossible(question)
    model = try question.text("model") ?? ""
    isStreamed = try question.flag("stream") ?? false
    wantsUsage = try question.object("stream_options")?.flag("include_usage") ?? false
    stops = try Self.stops(question)
    let history = try OpenAIHistory(question)
    let length = try question.whole("max_completion_tokens", in: 1...Int(Int32.max))
    let oldLength = try question.whole("max_tokens", in: 1...Int(Int32.max))
    request = ModelRequest(
      model: "", system: history.system, messages: history.messages, wantsReasoning: showsReasoning,
      answerTokens: length ?? oldLength, temperature: try question.number("temperature", in: 0...2))
  }

  private static func json(_ body: [UInt8]) throws(Failure) -> JSONValue {
    guard String(validating: body, as: UTF8.self) != nil else {
      throw Failure(400, "bad_json", "The body is not UTF-8.")
    }
    guard separators(in: body) <= valuesLimit else {
      throw Failure(400, "bad_json", "The body has more than \(valuesLimit) values.")
    }
    do { return try JSONDecoder().decode(JSONValue.self, from: Data(body)) } catch {
      throw Failure(400, "bad_json", Failure(error).message)
    }
  }

  /// How many values there are at least, whether it is JSON or not.
  private static func separators(in body: [UInt8]) -> Int {
    var count = 0
    var isText = false
    var isEscaped = false
    for byte in body {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\"") {
        isText.toggle()
      } else if isText {
        isEscaped = byte == UInt8(ascii: "\\")
      } else if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "[") {
        count += 1
      }
    }
    return count
  }

  private static func refuseTools(_ question: OpenAIObject) throws(Failure) {
    if question["tool_choice"]?.text == "none" { return }
    for key in ["tools", "functions"] {
      guard let tools = try question.list(key), !tools.isEmpty else { continue }
      throw question.wrong(
        key, "cannot be used here: an agent calls its own tools, and tells what it did", code: "unsupported_parameter")
    }
  }

  private static func refuseTheImpossible(_ question: OpenAIObject) throws(Failure) {
    if let count = try question.whole("n", in: 1...128), count > 1 {
      throw question.wrong("n", "must be 1: an agent gives one answer", code: "unsupported_value")
    }
    let top = try question.whole("top_logprobs", in: 0...20) ?? 0
    if try question.flag("logprobs") ?? (top > 0) {
      throw question.wrong("logprobs", "cannot be had from an agent", code: "unsupported_parameter")
    }
    if let format = try question.object("response_format"), try format.text("type") != "text" {
      throw question.wrong("response_format", "must be of type text", code: "unsupported_value")
    }
    if let kinds = try question.list("modalities"), kinds != [.string("text")] {
      throw question.wrong("modalities", "must be text alone", code: "unsupported_value")
    }
  }

  private static func stops(_ question: OpenAIObject) throws(Failure) -> [String] {
    guard let value = question["stop"] else { return [] }
    let values = if case .array(let items) = value { items } else { [value] }
    let texts = values.compactMap(\.text)
    guard texts.count == values.count, texts.count <= stopsLimit, texts.allSatisfy({ $0.utf8.count <= 1_000 }) else {
      throw question.wrong("stop", "must be a text or a list of up to \(stopsLimit), each of 1,000 bytes at most")
    }
    return texts.filter { !$0.isEmpty }
  }
}
