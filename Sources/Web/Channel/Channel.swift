internal import Chat
internal import EventLoop

/// A way of seeing a session as it happens: each door of the house is one. It has no logic of its own about turns;
/// it shows what it can, and what it cannot show it leaves out by not saying what to do with it.
///
/// Events come in the order of the session's log. A thought comes as `reasoningDelta`s and one `reasoningEnd`,
/// also one that was said in one piece: nobody implements two paths.
@Loop protocol Channel: AnyObject {
  /// All that follows belongs to this turn, until `turnDone` or `turnFailed`.
  func turnStart(_ start: TurnStart)
  /// More of the answer's text.
  func delta(_ text: String)
  /// More of a thought.
  func reasoningDelta(_ text: String)
  func reasoningEnd(ms: Int)
  func progress(_ text: String, toolHint: Bool)
  func toolCall(_ call: ToolCall)
  func approval(_ request: ApprovalRequest)
  func approvalEnd(_ end: ApprovalEnd)
  /// More of what a running tool says.
  func toolStream(id: String, _ text: String)
  func toolResult(_ result: ToolResult)
  /// A file or buttons that belong to the answer.
  func part(_ addition: Addition)
  func turnDone(_ done: TurnDone)
  func turnFailed(_ failure: TurnFailure)

  /// A message that came without a turn, its change and its end.
  func message(_ message: Message)
  func messageUpdated(_ message: Message)
  func messageDeleted(id: String)
  func typing(_ isActive: Bool)
}

extension Channel {
  func turnStart(_ start: TurnStart) {}
  func delta(_ text: String) {}
  func reasoningDelta(_ text: String) {}
  func reasoningEnd(ms: Int) {}
  func progress(_ text: String, toolHint: Bool) {}
  func toolCall(_ call: ToolCall) {}
  func approval(_ request: ApprovalRequest) {}
  func approvalEnd(_ end: ApprovalEnd) {}
  func toolStream(id: String, _ text: String) {}
  func toolResult(_ result: ToolResult) {}
  func part(_ addition: Addition) {}
  func turnDone(_ done: TurnDone) {}
  func turnFailed(_ failure: TurnFailure) {}
  func message(_ message: Message) {}
  func messageUpdated(_ message: Message) {}
  func messageDeleted(id: String) {}
  func typing(_ isActive: Bool) {}
}
