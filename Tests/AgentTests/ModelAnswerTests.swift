import Chat
import EventLoop
import Testing

@testable import Agent

@Suite("An answer as it comes")
struct ModelAnswerTests {
  @Test("a thought is closed by the first words of the answer") @Loop
  func closedByText() throws {
    let writer = RecordingWriter()
    let answer = ModelAnswer(writer)
    try answer.reasoning("why")
    try answer.text("")
    try answer.reasoning(" so")
    try answer.text("so")
    answer.finish()
    #expect(writer.lines == ["reasoning: why so", "end of reasoning", "text: so"])
  }

  @Test("a thought is closed at the end of the stream, once") @Loop
  func closedByEnd() throws {
    let writer = RecordingWriter()
    let answer = ModelAnswer(writer)
    try answer.text("<think>why</thi")
    #expect(writer.lines == ["reasoning: why"])
    answer.finish()
    answer.finish()
    #expect(writer.lines == ["reasoning: why</thi", "end of reasoning"])
  }

  @Test("a thought in one piece is closed at once") @Loop
  func oneShot() throws {
    let writer = RecordingWriter()
    try ModelAnswer(writer).text("<think>why</think>")
    #expect(writer.lines == ["reasoning: why", "end of reasoning"])
  }

  @Test("thoughts that nobody wants are dropped, and are still a beginning") @Loop
  func unwanted() throws {
    let writer = RecordingWriter()
    let answer = ModelAnswer(writer, showsReasoning: false)
    #expect(!answer.hasBegun)
    try answer.reasoning("why")
    #expect(answer.hasBegun)
    try answer.text("<think>why</think>so")
    answer.finish()
    #expect(writer.lines == ["text: so"])
  }

  @Test("a template that opens the thought is heeded") @Loop
  func startsThinking() throws {
    let writer = RecordingWriter()
    let answer = ModelAnswer(writer, startsThinking: true)
    try answer.text("why</think>so")
    #expect(writer.lines == ["reasoning: why", "end of reasoning", "text: so"])
  }

  @Test("keeps what was said in its order for the next round, signatures and hidden thoughts with it") @Loop
  func parts() throws {
    let writer = RecordingWriter()
    let answer = ModelAnswer(writer, showsReasoning: false)
    try answer.reasoning("wh")
    try answer.reasoning("y")
    try answer.endReasoning(signature: "s1")
    try answer.endReasoning(signature: "hidden")
    try answer.text("<think>in")
    try answer.text("line</think>s")
    try answer.text("o")
    answer.callBegins(name: "exec")
    answer.finish()
    #expect(
      answer.parts == [
        .reasoning(text: "why", signature: "s1"), .reasoning(text: "", signature: "hidden"),
        .reasoning(text: "inline", signature: nil), .text("so"),
      ])
    #expect(writer.lines == ["text: so", "progress: preparing exec"])
  }

  @Test("a call that begins ends the thought, and is no reason not to ask again") @Loop
  func callBegins() throws {
    let writer = RecordingWriter()
    let answer = ModelAnswer(writer)
    answer.callBegins(name: "exec")
    #expect(!answer.hasBegun)
    try answer.reasoning("why", signature: "field")
    answer.callBegins(name: "exec")
    #expect(answer.parts == [.reasoning(text: "why", signature: "field")])
    #expect(writer.lines.suffix(2) == ["end of reasoning", "progress: preparing exec"])
    #expect(throws: ProviderFailure.answerTooLong) { try answer.count(bytes: 9 << 20) }
  }

  @Test("an answer without end is cut") @Loop
  func tooLong() {
    let answer = ModelAnswer(RecordingWriter())
    let piece = String(repeating: "x", count: 1 << 20)
    #expect(throws: ProviderFailure.answerTooLong) { for _ in 0..<9 { try answer.text(piece) } }
  }
}
