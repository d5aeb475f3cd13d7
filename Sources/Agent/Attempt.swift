/// A request on its way to a model, and what has been done so far to get it answered.
struct Attempt {
  /// How often a provider that finds a request too long is sent a shorter one.
  static let trimLimit = 5

  var request: ModelRequest
  /// Times that the model was busy or not there.
  var failures = 0
  /// All that was left out of it.
  private(set) var dropped = ContextWindow.Dropped.nothing
  private var trims = 0

  init(request: ModelRequest) { self.request = request }

  /// Leaves out more: the provider counts otherwise than we do, so a quarter of the tokens by our count, or what
  /// it said is too much.
  ///
  /// window:  in tokens, if the provider said it
  /// returns: false if there is nothing left to leave out
  mutating func shorten(_ window: Int?) -> Bool {
    trims += 1
    guard trims <= Self.trimLimit else { return false }
    let less = TokenEstimate.tokens(request) * 3 / 4
    let said = window.map { ContextWindow(tokens: $0).budget(answerTokens: request.answerTokens) } ?? less
    return fit(min(less, said))
  }

  /// Leaves out what must be for the request to cost `budget` tokens.
  ///
  /// returns: whether that was anything
  mutating func fit(_ budget: Int) -> Bool {
    let more = ContextWindow.trim(&request, to: budget)
    dropped.turns += more.turns
    dropped.rounds += more.rounds
    dropped.results += more.results
    return more != .nothing
  }

  /// The request was answered; the next round's begins with `messages` more.
  mutating func goOn(with messages: [ModelMessage]) {
    request.messages += messages
    failures = 0
    trims = 0
  }
}
