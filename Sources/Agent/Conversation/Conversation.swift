internal import Chat

/// A request's messages as every provider takes them, whatever was stored or lost before:
///
/// * The sides alternate; the user's comes first and last; no message and no text is empty.
/// * Every call is answered in the message that follows, once, in order; nothing else is.
/// * Ids are 9 characters of `[a-zA-Z0-9]` and no two are equal (Mistral, Anthropic); names are made of
///   `[a-zA-Z0-9_-]`, 64 at most (OpenAI); arguments are a JSON object.
/// * Without tools, calls are told in words: Anthropic refuses them then, and small models go on calling.
///
/// What is well-formed stays as it is, byte for byte, so that providers' caches know it again.
///
/// cost: O(size)
struct Conversation {
  static let noAnswer = "[No answer: it was stopped or failed before its first word.]"
  static let noQuestion = "[The beginning of this conversation is missing.]"
  static let goOn = "[Go on.]"
  static let noResult = "[No result: the call was stopped or lost before it ended.]"
  static let noOutput = "[no output]"

  private(set) var messages: [ModelMessage] = []
  private var names = CallNames()

  init(_ request: ModelRequest) {
    for message in request.messages {
      let told = request.tools.isEmpty ? message.callsInWords : message
      switch message.role {
      case .user: addQuestion(told, goesOn: message.hasResults)
      case .assistant: addAnswer(told)
      }
    }
    if messages.last?.role != .user { addQuestion(ModelMessage(.user, Self.goOn), goesOn: true) }
  }

  private mutating func addAnswer(_ message: ModelMessage) {
    // A thought alone is no message: not every provider is sent it.
    guard message.parts.contains(where: \.isAnswer) else { return }
    let parts = message.parts.compactMap { named($0) }
    if messages.isEmpty { messages.append(ModelMessage(.user, Self.noQuestion)) }
    if messages.last?.role == .assistant, let calls = messages.last?.calls, !calls.isEmpty {
      messages.append(ModelMessage(role: .user, parts: results(of: calls, in: [])))
    }
    append(.assistant, parts)
  }

  /// goesOn: it belongs to the question before, if there was no answer in between
  private mutating func addQuestion(_ message: ModelMessage, goesOn: Bool) {
    let calls = messages.last.flatMap { $0.role == .assistant ? $0.calls : nil } ?? []
    let parts = results(of: calls, in: message.parts) + message.parts.filter(\.isSaid)
    guard !parts.isEmpty else { return }
    if messages.last?.role == .user, !goesOn { messages.append(ModelMessage(.assistant, Self.noAnswer)) }
    append(.user, parts)
  }

  private mutating func append(_ role: Role, _ parts: [ModelMessage.Part]) {
    if messages.last?.role == role {
      messages[messages.count - 1].parts += parts
    } else {
      messages.append(ModelMessage(role: role, parts: parts))
    }
  }

  /// A part of an answer that may be sent; nil for one that may not.
  private mutating func named(_ part: ModelMessage.Part) -> ModelMessage.Part? {
    switch part {
    case .toolCall(let call): .toolCall(names.named(call))
    case .text(let text): text.allSatisfy(\.isWhitespace) ? nil : part
    case .reasoning(_, let signature): signature == nil ? nil : part
    case .image, .toolResult: nil
    }
  }

  /// For each call the first result that is its own and not yet taken; a call without one gets one.
  private mutating func results(of calls: [ModelCall], in parts: [ModelMessage.Part]) -> [ModelMessage.Part] {
    var found = CallResults(parts)
    return calls.map { call in
      let result = found.take(names.said(of: call))
      return .toolResult(
        id: call.id, name: call.name, text: result?.text ?? Self.noResult, images: result?.images ?? [],
        isError: result?.isError ?? true)
    }
  }
}

extension ModelMessage.Part {
  /// Whether it is something that the model said or did.
  fileprivate var isAnswer: Bool {
    switch self {
    case .text(let text): !text.allSatisfy(\.isWhitespace)
    case .toolCall: true
    case .image, .reasoning, .toolResult: false
    }
  }

  /// Whether it is a part of a question that may be sent.
  fileprivate var isSaid: Bool {
    switch self {
    case .text(let text): !text.allSatisfy(\.isWhitespace)
    case .image: true
    case .reasoning, .toolCall, .toolResult: false
    }
  }
}
