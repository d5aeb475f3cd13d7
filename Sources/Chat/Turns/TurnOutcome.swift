/// How a turn came to its end.
enum TurnOutcome: Sendable {
  case completed(Completion)
  /// Somebody stopped it.
  case stopped
  /// The house closes.
  case interrupted
  case failed(TurnFailure)

  /// What came of a call that it cut short, for the model.
  var words: String {
    switch self {
    case .completed: "[The call was not carried out.]"
    case .stopped: "[Stopped by the user before it had ended.]"
    case .interrupted: "[Interrupted before it had ended: the server was stopped. What it did until then is not known.]"
    case .failed: "[The answer broke off before the call had ended.]"
    }
  }

  /// Marks the message with it.
  func mark(_ message: inout Message) {
    switch self {
    case .completed(let completion): message.usage = completion.usage
    case .stopped: message.stopped = true
    case .interrupted: message.interrupted = true
    case .failed(let failure): message.error = failure
    }
  }
}
