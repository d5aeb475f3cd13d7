/// How a turn came to its end.
enum TurnOutcome: Sendable {
  case completed(Completion)
  /// Somebody stopped it.
  case stopped
  /// The house closes.
  case interrupted
  case failed(TurnFailure)

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
