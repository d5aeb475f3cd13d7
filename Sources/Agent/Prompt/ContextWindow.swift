internal import Chat

/// How much a model can look at, and what to leave out so that a request fits.
struct ContextWindow: Equatable {
  /// The model's whole window.
  var tokens: Int

  /// Left free for the answer: a quarter of the window, 4,096 tokens at most, or what was asked for.
  static let answerTokensLimit = 4_096

  /// For the request alone.
  func budget(answerTokens: Int?) -> Int {
    tokens - min(answerTokens ?? Self.answerTokensLimit, tokens / 4)
  }

  /// What was left out of a request.
  struct Dropped: Equatable {
    var turns = 0
    /// Of the last turn: calls of tools with their results.
    var rounds = 0
    /// Of that turn: results of tools of which less is shown.
    var results = 0

    static let nothing = Dropped()
  }

  /// Leaves out the oldest turns, whole ones, until the request costs `budget` tokens at most; where that is not
  /// enough, the oldest rounds of tools in the last turn, and of the results that are left all but their ends. The
  /// system prompt, the last turn's question and its last round always stay, and no call without its result.
  ///
  /// cost: O(messages)
  static func trim(_ request: inout ModelRequest, to budget: Int) -> Dropped {
    var excess = TokenEstimate.tokens(request) - budget
    let turns = drop(turnStarts(request.messages), of: &request.messages, &excess)
    let rounds = drop(roundStarts(request.messages), of: &request.messages, &excess)
    return Dropped(turns: turns, rounds: rounds, results: shorten(&request.messages, &excess))
  }

  /// Bytes of a result that are always shown.
  private static let leastResultBytes = 600

  /// Shows less of the longest results until nothing is too much.
  ///
  /// returns: of how many
  private static func shorten(_ messages: inout [ModelMessage], _ excess: inout Int) -> Int {
    var places = messages.indices.flatMap { message in
      messages[message].parts.indices.compactMap { part -> (message: Int, part: Int, bytes: Int)? in
        guard case .toolResult(_, _, let text, _, _) = messages[message].parts[part] else { return nil }
        return (message, part, text.utf8.count)
      }
    }.filter { $0.bytes > leastResultBytes * 2 }
    places.sort { $0.bytes > $1.bytes }
    var shortened = 0
    for place in places where excess > 0 {
      let part = messages[place.message].parts[place.part]
      guard case .toolResult(let id, let name, let text, let images, let isError) = part else { continue }
      // Room for the words that say what is left out.
      let limit = max(leastResultBytes, place.bytes - excess * TokenEstimate.bytesPerToken - 100)
      let less = ToolText.shown(text, atMost: limit)
      excess -= TokenEstimate.tokens(text) - TokenEstimate.tokens(less)
      messages[place.message].parts[place.part] = .toolResult(
        id: id, name: name, text: less, images: images, isError: isError)
      shortened += 1
    }
    return shortened
  }

  /// Removes what stands from each of `starts` to the next one, until nothing is too much; the last stays.
  ///
  /// returns: how many were removed
  private static func drop(_ starts: [Int], of messages: inout [ModelMessage], _ excess: inout Int) -> Int {
    var dropped = 0
    while excess > 0, dropped + 1 < starts.count {
      excess -= messages[starts[dropped]..<starts[dropped + 1]].reduce(0) { $0 + TokenEstimate.tokens($1) }
      dropped += 1
    }
    if dropped > 0 { messages.removeSubrange(starts[0]..<starts[dropped]) }
    return dropped
  }

  /// A round of the last turn begins with the calls, and ends before the next ones.
  private static func roundStarts(_ messages: [ModelMessage]) -> [Int] {
    let turn = messages.lastIndex { $0.role == .user && !$0.hasResults } ?? messages.startIndex
    return messages.indices.filter { $0 > turn && messages[$0].role == .assistant && !messages[$0].calls.isEmpty }
  }

  /// A turn begins with the user's word; whatever stands before the first one belongs to it.
  private static func turnStarts(_ messages: [ModelMessage]) -> [Int] {
    let starts = messages.indices.filter { messages[$0].role == .user && !messages[$0].hasResults }
    return starts.isEmpty ? [] : [0] + starts.dropFirst()
  }
}
