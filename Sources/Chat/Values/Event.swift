/// Something that happened in a session (or, the last two, in the list of sessions). Shapes: the API's table.
///
/// The large ones are boxed: logs keep thousands, most of which are a few words.
public enum Event: Hashable, Sendable {
  indirect case turnStart(TurnStart)
  case progress(text: String, toolHint: Bool)
  case reasoningDelta(String)
  /// signature: see `Part`
  case reasoningEnd(ms: Int, signature: String? = nil)
  case token(String)
  indirect case toolCall(ToolCall)
  indirect case approval(ApprovalRequest)
  case approvalEnd(ApprovalEnd)
  case toolStream(id: String, text: String)
  indirect case toolResult(ToolResult)
  indirect case done(TurnDone)
  case error(TurnFailure)
  indirect case message(Message)
  indirect case messageUpdated(Message)
  case messageDeleted(id: String)
  /// Without a number: who is not there misses nothing.
  case typing(Bool)
  /// More of the answer that is neither words nor a call.
  indirect case part(Addition)
  /// Of a bot's feed.
  indirect case bot(BotEvent)
  /// Of the list: never numbered.
  indirect case session(SessionInfo)
  /// Of the list: never numbered.
  case sessionDeleted(id: String)

  /// The word in `event:`.
  public var name: String {
    switch self {
    case .turnStart: "turn_start"
    case .progress: "progress"
    case .reasoningDelta: "reasoning_delta"
    case .reasoningEnd: "reasoning_end"
    case .token: "token"
    case .toolCall: "tool_call"
    case .approval: "approval"
    case .approvalEnd: "approval_end"
    case .toolStream: "tool_stream"
    case .toolResult: "tool_result"
    case .done: "done"
    case .error: "error"
    case .message: "message"
    case .messageUpdated: "message_updated"
    case .messageDeleted: "message_deleted"
    case .typing: "typing"
    case .part: "part"
    case .bot(let event): event.name
    case .session: "session"
    case .sessionDeleted: "session_deleted"
    }
  }

  /// Whether no more events of its turn follow.
  var endsTurn: Bool {
    switch self {
    case .done, .error: true
    default: false
    }
  }

  /// Whether it must outlast the machine itself before it is shown: a question, and its answer.
  var isPromise: Bool {
    switch self {
    case .approval, .approvalEnd: true
    default: false
    }
  }
}
