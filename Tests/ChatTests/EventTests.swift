import Testing

@testable import Chat

@Suite struct EventTests {
  static let call = ToolCall(
    id: "c1", tool: "exec", callString: "$ ls", arguments: .object(["cmd": .string("ls")]))
  static let message = Message(id: "m", role: .user, at: 1, content: "Hello")
  static let start = TurnStart(
    turnID: "t", messageID: "a", sessionID: "s", userMessage: message, agent: "demo", at: 2)

  static let all: [(Event, String, String)] = [
    (
      .turnStart(start), "turn_start",
      #"{"agent":"demo","at":2,"message_id":"a","session_id":"s","turn_id":"t","user_message":"#
        + #"{"at":1,"content":"Hello","id":"m","role":"user"}}"#
    ),
    (.progress(text: "thinking", toolHint: true), "progress", #"{"text":"thinking","tool_hint":true}"#),
    (.reasoningDelta("a\"b"), "reasoning_delta", #"{"text":"a\"b"}"#),
    (.reasoningEnd(ms: 7), "reasoning_end", #"{"ms":7}"#),
    (.reasoningEnd(ms: 7, signature: "EqQ="), "reasoning_end", #"{"ms":7,"signature":"EqQ="}"#),
    (.token("x\ny"), "token", #"{"text":"x\ny"}"#),
    (.toolCall(call), "tool_call", #"{"args":{"cmd":"ls"},"call_str":"$ ls","id":"c1","tool":"exec"}"#),
    (
      .approval(ApprovalRequest(call: call, options: [.init(id: "yes", label: "Yes")])), "approval",
      #"{"args":{"cmd":"ls"},"call_str":"$ ls","id":"c1","#
        + #""options":[{"id":"yes","label":"Yes"}],"tool":"exec"}"#
    ),
    (.approvalEnd(ApprovalEnd(id: "c1", option: "deny")), "approval_end", #"{"id":"c1","option":"deny"}"#),
    (.toolStream(id: "c1", text: "out"), "tool_stream", #"{"id":"c1","text":"out"}"#),
    (
      .toolResult(ToolResult(id: "c1", tool: "exec", output: "o", ok: true, ms: 3, exitCode: 0)),
      "tool_result",
      #"{"exit_code":0,"id":"c1","ms":3,"ok":true,"output":"o","tool":"exec"}"#
    ),
    (
      .done(TurnDone(message)), "done",
      #"{"message":{"at":1,"content":"Hello","id":"m","role":"user"},"ms":0,"text":"Hello"}"#
    ),
    (
      .error(TurnFailure(code: "timeout", message: "No answer", retryable: true)), "error",
      #"{"code":"timeout","message":"No answer","retryable":true}"#
    ),
    (.message(message), "message", #"{"at":1,"content":"Hello","id":"m","role":"user"}"#),
    (.messageUpdated(message), "message_updated", #"{"at":1,"content":"Hello","id":"m","role":"user"}"#),
    (.messageDeleted(id: "m"), "message_deleted", #"{"id":"m"}"#),
    (.typing(true), "typing", #"{"active":true}"#),
  ]

  @Test(arguments: all.indices)
  func `an event has the API's name and JSON, and reads back as itself`(index: Int) throws {
    let (event, name, json) = Self.all[index]
    #expect(event.name == name)
    #expect(String(decoding: event.json, as: UTF8.self) == json)
    #expect(try Event(name: name, json: Array(json.utf8)) == event)
  }

  @Test func `the hot events say what the decoder reads, whatever the text`() throws {
    var dice = Dice(2)
    for _ in 0..<300 {
      let text = dice.nastyText()
      for event in [Event.token(text), .reasoningDelta(text), .toolStream(id: text, text: text)] {
        #expect(try Event(name: event.name, json: event.json) == event)
      }
    }
  }

  @Test func `events of the list have no place in a journal`() throws {
    let info = SessionInfo(id: "s", name: "n", created: 1, updated: 2)
    let event = Event.session(info)
    #expect(
      String(decoding: event.json, as: UTF8.self)
        == #"{"created":1,"id":"s","name":"n","pinned":false,"preview":"","running":false,"updated":2}"#)
    #expect(try Event(name: "session", json: event.json) == nil)
  }
}
