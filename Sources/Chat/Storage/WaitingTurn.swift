/// A turn that waited for a person's or a bot's word when the server ended: what its journal tells of it.
struct WaitingTurn: Sendable {
  let start: TurnStart
  /// All of the turn so far.
  let answer: AnswerBuilder
  /// The messages before the answer.
  let history: [Message]
  let file: JournalFile

  /// returns: nil if the turn waits for nobody, or the session's file has gone another way since
  init?(_ journal: JournalText, history: [Message], cursor: Cursor, _ file: () throws -> JournalFile) rethrows {
    var answer = AnswerBuilder()
    for event in journal.events { answer.apply(event) }
    // A bot's words are shown before the disk has them: another boot goes on under another epoch.
    guard !journal.isDamaged, let start = answer.start, answer.waitingCall != nil || journal.isOutside,
      journal.isOutside ? cursor.sequence == journal.start.sequence : cursor == journal.start,
      !history.contains(where: { $0.id == start.messageID }),
      let asked = history.lastIndex(where: { $0.id == start.userMessage.id })
    else { return nil }
    self.start = start
    self.answer = answer
    self.history = Array(history[...asked])
    self.file = try file()
  }
}
