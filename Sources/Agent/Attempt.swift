/// A request on its way to a model, and what has been done so far to get it answered.
struct Attempt {
  /// How often a provider that finds a request too long is sent a shorter one.
  static let trimLimit = 5

  var request: ModelRequest
  /// Turns left out.
  var dropped = 0
  /// Times that the model was busy or not there.
  var failures = 0
  private var trims = 0

  init(request: ModelRequest, dropped: Int) {
    self.request = request
    self.dropped = dropped
  }

  /// Leaves out more turns: the provider counts otherwise than we do, so a quarter of the tokens by our
  /// count, or what it said is too much.
  ///
  /// window:  in tokens, if the provider said it
  /// returns: false if there is nothing left to leave out
  mutating func shorten(_ window: Int?) -> Bool {
    trims += 1
    guard trims <= Self.trimLimit else { return false }
    let less = TokenEstimate.tokens(request) * 3 / 4
    let said = window.map { ContextWindow(tokens: $0).budget(answerTokens: request.answerTokens) } ?? less
    let more = ContextWindow.trim(&request, to: min(less, said))
    dropped += more
    return more > 0
  }
}
