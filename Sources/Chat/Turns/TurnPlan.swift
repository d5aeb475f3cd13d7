/// What a call to begin a turn comes to, once checked against the history.
struct TurnPlan: Sendable {
  let user: User
  /// The history as the turn will find it: the user's message is its last.
  var history: [Message]
  /// Messages that go, because the user said something else in their place.
  var removed: [Message] = []
  /// Whether the last of `history` is new.
  var addsMessage = true
  /// Who answers.
  var agent: String?
  /// Whom the call named.
  var namedAgent: String?
  var wantsReasoning: Bool
  /// Whether who answers is a program outside.
  var isOutside = false
  var clientID: String?
}
