/// What a conversation refuses, with words for a person. A refused call has changed nothing.
public enum ChatError: Error, Hashable, Sendable {
  case sessionNotFound(String)
  case messageNotFound(String)
  case uploadNotFound(String)
  /// No call of that id asks, or ever asked.
  case approvalNotFound(String)
  /// Somebody was quicker, or the turn has ended.
  case approvalAnswered
  /// A button of that message was pressed before.
  case buttonPressed
  /// The answer that a bot speaks to has ended.
  case answerEnded(String)
  /// The call needs a quiet session.
  case turnRunning
  /// Another session has that id already.
  case sessionExists(String)
  case emptyMessage
  case unknownAttachment(String)
  /// Nobody has the name that the call or the session gives.
  case unknownAgent(String, among: [String])
  /// `edit` or `regenerate` names no message that fits.
  case unknownMessage(String)
  case invalid(String)
  case tooLarge(String)
  /// There is no room for more: nothing was stored.
  case diskFull(String)
  /// The disk said no: nothing was stored.
  case storage(String)
  /// The house is closing.
  case shuttingDown

  /// The machine's word, as in `{"error":{"code":…}}`.
  public var code: String {
    switch self {
    case .sessionNotFound: "session_not_found"
    case .messageNotFound: "message_not_found"
    case .uploadNotFound: "upload_not_found"
    case .approvalNotFound: "approval_not_found"
    case .approvalAnswered: "approval_answered"
    case .buttonPressed: "button_pressed"
    case .answerEnded: "answer_ended"
    case .turnRunning: "turn_running"
    case .sessionExists: "session_exists"
    case .emptyMessage: "empty_message"
    case .unknownAttachment: "unknown_attachment"
    case .unknownAgent: "unknown_agent"
    case .unknownMessage: "unknown_message"
    case .invalid: "invalid"
    case .tooLarge: "too_large"
    case .diskFull: "disk_full"
    case .storage: "storage"
    case .shuttingDown: "shutting_down"
    }
  }

  public var message: String {
    switch self {
    case .sessionNotFound(let id): "No session \(id)"
    case .messageNotFound(let id): "No message \(id)"
    case .uploadNotFound(let id): "No upload \(id)"
    case .approvalNotFound(let id): "No call \(id) waits for an approval"
    case .approvalAnswered: "The call does not wait any more: it has been answered, or stopped"
    case .buttonPressed: "A button of this message has been pressed already"
    case .answerEnded(let id): "The answer \(id) has ended; say more with a message, or edit it"
    case .turnRunning: "An answer is being written in this session; stop it or wait for it"
    case .sessionExists(let id): "There is a session \(id) already"
    case .emptyMessage: "The message is empty and has no attachment"
    case .unknownAttachment(let id): "No upload \(id) to attach"
    case .unknownAgent(let name, let names): "There is no agent \(name); there are: \(Self.list(names))"
    case .unknownMessage(let id): "No message \(id) in this session that fits"
    case .invalid(let words), .tooLarge(let words), .diskFull(let words), .storage(let words): words
    case .shuttingDown: "The server is shutting down"
    }
  }

  private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
