internal import Chat
internal import EventLoop
internal import Kernel

/// Says in the words of the WebSocket what happens in a session: token by token, and each step when it is done.
///
/// A turn ends with `reasoning_complete`, with `response` where no reasoning was wanted, or with `interrupted`.
@Loop final class SocketTranscript: Channel {
  private var said: [SocketText] = []
  private var thought = ""
  private var iteration = 1
  private var hasCalled = false
  /// The answer's.
  private var messageID: String?
  /// Whether steps are told, or only the answer.
  private var tellsSteps = true

  /// turn: the one under way, whose beginning is not told any more
  init(amid turn: Turn? = nil) {
    tellsSteps = turn?.wantsReasoning ?? true
    messageID = turn?.messageID
  }

  /// What has been said since the last time.
  func take() -> [SocketText] {
    defer { said = [] }
    return said
  }

  func turnStart(_ start: TurnStart) {
    begin(start.agent, start.userMessage.content, start.messageID, tellsSteps: start.reasoning != false)
  }

  func begin(_ agent: String?, _ message: String, _ messageID: String, tellsSteps: Bool) {
    (thought, iteration, hasCalled) = ("", 1, false)
    self.messageID = messageID
    self.tellsSteps = tellsSteps
    guard tellsSteps else { return }
    say("reasoning_start") {
      $0.add("agent", agent ?? "")
      $0.add("message", message)
      $0.add("message_id", messageID)
    }
  }

  func delta(_ text: String) {
    beginRound()
    say("delta") {
      $0.add("channel", "answer")
      $0.add("text", text)
    }
  }

  func reasoningDelta(_ text: String) {
    guard tellsSteps else { return }
    beginRound()
    thought += text
    say("delta") {
      $0.add("channel", "reasoning")
      $0.add("text", text)
    }
  }

  func reasoningEnd(ms: Int) {
    if !thought.isEmpty { step("thought", thought) }
    thought = ""
  }

  func progress(_ text: String, toolHint: Bool) {
    say("progress") {
      $0.add("text", text)
      $0.add("tool_hint", json: "\(toolHint)".utf8)
    }
  }

  func toolCall(_ call: ToolCall) {
    iteration = call.round ?? iteration
    hasCalled = true
    step("tool_use", call.callString, call.tool, call.id)
  }

  func toolResult(_ result: ToolResult) {
    step("tool_result", result.output, result.tool, result.id, ok: result.ok)
  }

  func turnDone(_ done: TurnDone) {
    messageID = done.message.id
    // Of the user's will, or because the server went down in the middle of it.
    if done.message.stopped || done.message.interrupted { return end("interrupted", done.text) }
    guard tellsSteps else { return end("response", done.text) }
    step("final_answer", done.text)
    end("reasoning_complete")
  }

  func turnFailed(_ failure: TurnFailure) {
    guard tellsSteps else { return said.append(Self.error(failure.code, failure.message)) }
    step("error", failure.message)
    end("reasoning_complete")
  }

  private func end(_ type: String, _ content: String? = nil) {
    say(type) {
      if let content { $0.add("content", content) }
      if let messageID { $0.add("message_id", messageID) }
    }
  }

  func part(_ addition: Addition) {
    let event = Event.part(addition)
    say(event.name) {
      if let messageID { $0.add("message_id", messageID) }
      $0.add("data", json: event.json)
    }
  }

  func approval(_ request: ApprovalRequest) { pass(.approval(request)) }
  func approvalEnd(_ end: ApprovalEnd) { pass(.approvalEnd(end)) }
  func message(_ message: Message) { pass(.message(message)) }
  func messageUpdated(_ message: Message) { pass(.messageUpdated(message)) }
  func messageDeleted(id: String) { pass(.messageDeleted(id: id)) }
  func typing(_ isActive: Bool) { pass(.typing(isActive)) }

  static func error(_ code: String, _ words: String) -> SocketText {
    var text = SocketText("error")
    text.add("code", code)
    text.add("message", words)
    return text
  }

  /// As the event stream has it.
  private func pass(_ event: Event) { say(event.name) { $0.add("data", json: event.json) } }

  /// What the model says after its calls is of the next round.
  private func beginRound() {
    if hasCalled { iteration += 1 }
    hasCalled = false
  }

  private func step(
    _ type: String, _ content: String, _ tool: String? = nil, _ id: String? = nil, ok: Bool? = nil
  ) {
    guard tellsSteps else { return }
    let data = SocketText.data {
      $0.add("type", type)
      $0.add("content", content)
      $0.add("iteration", iteration)
      $0.add("timestamp", Int(WallClock.milliseconds))
      if let tool { $0.add("tool_name", tool) }
      if let id { $0.add("id", id) }
      if let ok { $0.add("ok", json: "\(ok)".utf8) }
    }
    say("reasoning_step") { $0.add("data", json: data) }
  }

  private func say(_ type: String, _ build: (inout SocketText) -> Void) {
    var text = SocketText(type)
    build(&text)
    said.append(text)
  }
}
