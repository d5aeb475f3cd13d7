internal import EventLoop

/// An answer that a program outside gives.
extension Turn {
  /// Asks the bot, and waits for its last word, across restarts of either.
  ///
  /// patience: how long it may say nothing
  /// label:    the bot's name for people
  /// errors:   `TurnFailure`; `CancellationError`
  public func askOutside(_ bot: String, label: String, patience: Duration) async throws -> Completion {
    guard let outside, let bots = session.store.bots else {
      throw TurnFailure(code: "unknown_agent", message: "\(label) cannot be asked here.", retryable: false)
    }
    let feed = try await bots.feed(of: bot)
    if feed.isStopped(id) {
      cutOff(.stopped)
      throw CancellationError()
    }
    try await feed.ask(self, by: agent)
    if earlier == nil, !feed.log.hasSubscribers {
      progress("\(label) is not here at the moment; the message waits for it.")
    }
    do {
      try await outside.come(within: patience, else: Self.late(label, patience))
    } catch is CancellationError {
      if !session.store.isShuttingDown { await feed.stop(self) }
      throw CancellationError()
    }
    return Completion()
  }

  /// Whether it outlasts the server: it waits for somebody's word.
  var outlastsServer: Bool { isWaiting || (outside != nil && ending == nil) }

  /// Whether a bot with these agents may speak in it now.
  func listens(to agents: Set<String>) -> Bool {
    outside != nil && isOpen && ending == nil && agent.map(agents.contains) == true
  }

  /// What the bot says comes on to the answer. It is in the journal when this returns, and, where it was the last, the
  /// answer is stored.
  ///
  /// errors: `.tooLarge`, `.storage`
  func say(_ words: BotWords) async throws {
    try checkRoom(words.text)
    put(words, after: answer.endsInText ? "\n\n" : "")
    try await heard(isLast: !words.staysOpen)
  }

  /// As `say`, without a paragraph between.
  func go(on words: BotWords) async throws {
    try checkRoom(words.text)
    put(words, after: "")
    try await heard(isLast: !words.staysOpen)
  }

  /// A crash keeps the words and the name of the call, or neither: said again, they would be there twice.
  private func put(_ words: BotWords, after gap: String) {
    endReasoning()
    let addition = words.addition
    let events: [Event] =
      (words.text.isEmpty ? [] : [.token(gap + words.text)]) + (addition.isEmpty ? [] : [.part(addition)])
    if isOpen { journal.append(together: events) }
  }

  /// More of the answer, or of a thought.
  func hear(_ more: String, isThought: Bool, endsThought: Bool) async throws {
    try checkRoom(more)
    if isThought { reasoning(more) } else { text(more) }
    if endsThought { endReasoning() }
    try await heard(isLast: false)
  }

  /// errors: `.storage`
  func heard(isLast: Bool) async throws {
    outside?.isAlive()
    await journal.drain()
    guard isLast else { return }
    outside?.hasCome()
    await end()
    if let message = session.message(messageID), message.error?.code != "storage" { return }
    if session.isDeleted { throw ChatError.sessionNotFound(session.id) }
    if session.store.isShuttingDown { throw ChatError.shuttingDown }
    throw ChatError.storage("The answer could not be written to the disk")
  }

  private func checkRoom(_ text: String) throws {
    let limit = session.store.limits.botAnswerBytes
    if answer.size + text.utf8.count > limit { throw ChatError.tooLarge("An answer has at most \(limit) bytes") }
  }

  private static func late(_ label: String, _ patience: Duration) -> TurnFailure {
    let seconds = patience.components.seconds
    let time = seconds % 60 == 0 ? "\(seconds / 60) min" : "\(seconds) s"
    let words = "\(label) has said nothing for \(time). What it says later comes as a message of its own."
    return TurnFailure(code: "bot_silent", message: words, retryable: true)
  }
}
