import Testing

@testable import Chat

@Suite struct MessageEventsTests {
  @Test func aStoredAnswerToldAgainBecomesTheSameAnswer() {
    let arguments = JSONValue.object(["command": .string("ls")])
    let call = ToolCall(id: "a23456789", tool: "exec", callString: "$ ls", arguments: arguments)
    var tool = ToolPart(call)
    tool.finish(ToolResult(id: call.id, tool: "exec", output: "x\n", ok: true, ms: 3, exitCode: 0))
    var message = Message(id: "m", role: .assistant, at: 1, content: "")
    message.parts = [
      .reasoning(text: "Hm", ms: 2, signature: "s"), .text("Look:"), .tool(tool),
      .reasoning(text: "", ms: 0, signature: "t"), .text("That is it."),
    ]
    var answer = AnswerBuilder()
    for event in message.events.dropLast() { answer.apply(event) }
    #expect(answer.message.parts == message.parts)
    #expect(message.events.last == .done(TurnDone(message)))
  }

  @Test func aThoughtInOnePieceIsOneDeltaAndOneEnd() {
    var message = Message(id: "m", role: .assistant, at: 1, content: "")
    message.parts = [.reasoning(text: "All at once", ms: 5)]
    #expect(message.events.dropLast() == [.reasoningDelta("All at once"), .reasoningEnd(ms: 5)])
  }

  @Test func whatBrokeOffEndsInItsError() {
    var message = Message(id: "m", role: .assistant, at: 1, content: "")
    message.error = TurnFailure(code: "timeout", message: "Too slow", retryable: true)
    #expect(message.events == [.error(TurnFailure(code: "timeout", message: "Too slow", retryable: true))])
  }
}
