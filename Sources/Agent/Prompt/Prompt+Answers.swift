internal import Chat
internal import EventLoop

/// Answers, in which tools may have been used.
extension Prompt {
  /// An answer as the model gave it, round by round: what it said and called, then what came of the calls. Thoughts go
  /// back only with calls, and only those that a provider has sealed.
  ///
  /// shown:   ids of the pictures that may be shown
  /// ids:     of all calls so far: an old file, or one of another make, may have the same twice
  /// returns: begins with the assistant's message; ends with the user's if it breaks off behind calls
  func answer(_ message: Message, _ shown: Set<String>, _ ids: inout Set<String>) async -> [ModelMessage] {
    var messages: [ModelMessage] = []
    for var round in AnswerRound.rounds(of: message) {
      for index in round.calls.indices { round.calls[index].id = CallName.unique(round.calls[index].id, &ids) }
      let said = (round.calls.isEmpty ? [] : round.thoughts) + round.words
      messages.append(ModelMessage(role: .assistant, parts: said + (await calls(round.calls))))
      guard !round.calls.isEmpty else { continue }
      var results: [ModelMessage.Part] = []
      for call in round.calls {
        results.append(await result(call, showsPictures: call.images?.allSatisfy { shown.contains($0.id) } ?? true))
      }
      messages.append(ModelMessage(role: .user, parts: results))
    }
    return messages.isEmpty ? [ModelMessage(.assistant, Self.noAnswer)] : messages
  }
}

/// What a stored answer tells of one of the model's rounds.
private struct AnswerRound {
  var thoughts: [ModelMessage.Part] = []
  var words: [ModelMessage.Part] = []
  var calls: [ToolPart] = []

  private var isEmpty: Bool { words.isEmpty && calls.isEmpty }

  /// A round ends behind its calls: with words or thoughts that follow them, or with the next round's calls.
  static func rounds(of message: Message) -> [AnswerRound] {
    var rounds: [AnswerRound] = []
    var round = AnswerRound()
    for part in message.parts {
      if round.ends(before: part) {
        rounds.append(round)
        round = AnswerRound()
      }
      round.take(part)
    }
    rounds.append(round)
    // A message that another hand made may have words and no parts.
    if rounds.allSatisfy(\.isEmpty), !message.content.isEmpty { rounds[0].words = [.text(message.content)] }
    return rounds.filter { !$0.isEmpty }
  }

  private func ends(before part: Part) -> Bool {
    guard let last = calls.last else { return false }
    if case .tool(let tool) = part { return tool.round != last.round }
    return true
  }

  private mutating func take(_ part: Part) {
    switch part {
    case .reasoning(let text, _, let signature):
      if signature != nil { thoughts.append(.reasoning(text: text, signature: signature)) }
    case .text(let text): if !text.allSatisfy(\.isWhitespace) { words.append(.text(text)) }
    case .tool(let tool): calls.append(tool)
    case .image(let image): words.append(.text(FileBlock.mention(image)))
    // What was pressed is said to the bot, and to nobody who takes its place.
    case .buttons, .other: break
    }
  }
}
