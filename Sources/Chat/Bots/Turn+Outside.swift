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
    isListening && agent.map(agents.contains) == true
  }

  private var isListening: Bool { outside != nil && isOpen && ending == nil }

  /// What the bot says comes on to the answer. It is in the journal when this returns, and, where it was the last, the
  /// answer is stored.
  ///
  /// returns: false if it ended before their turn had come
  /// errors:  `.emptyMessage`, `.tooLarge`, `.storage`
  func say(_ words: BotWords) async throws -> Bool {
    try await alone {
      guard isListening else { return false }
      if words.isEmpty, !words.staysOpen, answer.size == 0 { throw ChatError.emptyMessage }
      try await take(words, after: answer.endsInText ? "\n\n" : "")
      return true
    }
  }

  /// Words that go on from what is there come on to the answer; any others end it.
  ///
  /// returns: whether they came on; if not, they are for the stored message
  /// errors:  `.tooLarge`, `.storage`
  func edit(_ words: BotWords) async throws -> Bool {
    try await alone {
      guard isListening else { return false }
      guard let more = answer.message.rest(of: words.text) else {
        try await heard(isLast: true)
        return false
      }
      var rest = words
      rest.text = more
      try await take(rest, after: "")
      return true
    }
  }

  /// The last word; twice is harmless.
  ///
  /// errors: `.storage`
  func endOutside() async throws {
    try await alone { if isListening { try await heard(isLast: true) } }
  }

  private func alone<T>(_ body: @Loop () async throws -> T) async throws -> T {
    guard let outside else { throw ChatError.answerEnded(messageID) }
    return try await outside.gate.hold(body)
  }

  private func take(_ words: BotWords, after gap: String) async throws {
    try checkRoom(words.text)
    put(words, after: gap)
    try await heard(isLast: !words.staysOpen)
  }

  /// A crash keeps the words and the name of the call, or neither: said again, they would be there twice.
  private func put(_ words: BotWords, after gap: String) {
    endReasoning()
    let addition = words.addition
    let events: [Event] =
      (words.text.isEmpty ? [] : [.token(gap + words.text)]) + (addition.isEmpty ? [] : [.part(addition)])
    journal.append(together: events)
  }

  /// More of the answer, or of a thought, if the question wants any.
  ///
  /// errors: `.answerEnded`, `.tooLarge`
  func hear(_ more: String, isThought: Bool, endsThought: Bool) async throws {
    try await alone {
      guard isListening else { throw ChatError.answerEnded(messageID) }
      try checkRoom(more)
      if !isThought { text(more) } else if wantsReasoning { reasoning(more) }
      if endsThought { endReasoning() }
      try await heard(isLast: false)
    }
  }

  /// errors: `.storage`
  private func heard(isLast: Bool) async throws {
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
