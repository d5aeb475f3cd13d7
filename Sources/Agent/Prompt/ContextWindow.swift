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

  /// Leaves out the oldest turns, whole ones, until the request costs `budget` tokens at most. The system
  /// prompt and the last turn always stay.
  ///
  /// returns: how many turns were left out
  /// cost:    O(messages)
  static func trim(_ request: inout ModelRequest, to budget: Int) -> Int {
    let starts = turnStarts(request.messages)
    var cost = TokenEstimate.tokens(request)
    var dropped = 0
    while cost > budget, dropped + 1 < starts.count {
      let turn = request.messages[starts[dropped]..<starts[dropped + 1]]
      cost -= turn.reduce(0) { $0 + TokenEstimate.tokens($1) }
      dropped += 1
    }
    if dropped > 0 { request.messages.removeSubrange(..<starts[dropped]) }
    return dropped
  }

  /// A turn begins with the user's word; whatever stands before the first one belongs to it.
  private static func turnStarts(_ messages: [ModelMessage]) -> [Int] {
    let starts = messages.indices.filter { messages[$0].role == .user && !messages[$0].hasResults }
    return starts.isEmpty ? [] : [0] + starts.dropFirst()
  }
}
