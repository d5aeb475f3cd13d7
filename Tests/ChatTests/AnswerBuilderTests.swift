import Testing

@testable import Chat

@Suite struct AnswerBuilderTests {
  private func message(_ events: [Event]) -> Message {
    var builder = AnswerBuilder()
    for event in [.turnStart(EventTests.start)] + events { builder.apply(event) }
    return builder.message
  }

  @Test func `parts stand in the order of happening`() {
    let result = ToolResult(id: "c1", tool: "exec", output: "out", ok: true, ms: 3, exitCode: 0)
    var tool = ToolPart(EventTests.call)
    tool.finish(result)
    let message = message([
      .reasoningDelta("h"), .reasoningDelta("m"), .reasoningEnd(ms: 5), .token("a"), .token("b"),
      .toolCall(EventTests.call), .toolStream(id: "c1", text: "o"), .toolResult(result),
      .progress(text: "p", toolHint: false),
      .token("c"),
    ])
    #expect(message.parts == [.reasoning(text: "hm", ms: 5), .text("ab"), .tool(tool), .text("c")])
    #expect(message.content == "ab\n\nc")
    #expect(message.id == "a")
    #expect(message.agent == "demo")
  }

  @Test func `a tool that never ended keeps what it said`() {
    let message = message([
      .toolCall(EventTests.call), .toolStream(id: "c1", text: "so "), .toolStream(id: "c1", text: "far"),
    ])
    var tool = ToolPart(EventTests.call)
    tool.output = "so far"
    #expect(message.parts == [.tool(tool)])
  }

  @Test func `reasoning may come again after text`() {
    let message = message([
      .reasoningDelta("a"), .reasoningEnd(ms: 1), .token("x"), .reasoningDelta("b"), .token("y"),
    ])
    #expect(
      message.parts == [.reasoning(text: "a", ms: 1), .text("x"), .reasoning(text: "b", ms: 0), .text("y")])
  }

  @Test func `a result without its call is no part`() {
    #expect(message([.toolResult(ToolResult(id: "x", tool: "t", output: "", ok: true, ms: 0))]).parts.isEmpty)
  }

  @Test func `a thought's signature is kept, also where its words are hidden`() {
    let message = message([
      .reasoningDelta("a"), .reasoningEnd(ms: 1, signature: "s"), .reasoningEnd(ms: 0, signature: "h"), .token("x"),
    ])
    #expect(
      message.parts == [
        .reasoning(text: "a", ms: 1, signature: "s"), .reasoning(text: "", ms: 0, signature: "h"), .text("x"),
      ])
  }

  @Test func `what is open when a turn ends gets an end that says why`() {
    var builder = AnswerBuilder()
    let other = ToolCall(id: "c2", tool: "exec", callString: "", arguments: .null)
    let asked = ApprovalRequest(call: other, options: Turn.approvalOptions)
    for event: Event in [
      .toolCall(EventTests.call), .toolCall(other), .toolStream(id: "c1", text: "so far"), .approval(asked),
    ] { builder.apply(event) }
    #expect(builder.openCalls == ["c1", "c2"])
    let loose = builder.loose("[gone]")
    #expect(loose.first == .approvalEnd(ApprovalEnd(id: "c2", option: "stopped")))
    for event in loose { builder.apply(event) }
    let outputs = builder.message.parts.map { if case .tool(let tool) = $0 { tool.output } else { "" } }
    #expect(outputs == ["so far\n[gone]", "[gone]"])
    #expect(builder.openCalls.isEmpty && builder.waitingCall == nil && builder.loose("").isEmpty)
  }
}
