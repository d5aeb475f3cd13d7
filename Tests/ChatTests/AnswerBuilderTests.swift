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
}
