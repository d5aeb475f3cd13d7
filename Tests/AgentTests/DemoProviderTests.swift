import Chat
import EventLoop
import Testing

@testable import Agent

@Loop private func play(_ words: String) async throws -> RecordingWriter {
  let writer = RecordingWriter()
  let answer = ModelAnswer(writer)
  defer { answer.finish() }
  _ = try await DemoProvider().stream(
    ModelRequest(model: "demo", messages: [ModelMessage(.user, words)]), answer)
  return writer
}

@Suite("The demo as a provider")
struct DemoProviderTests {
  @Test("streams its script, whole and in order") @Loop
  func plays() async throws {
    let lines = try await play("markdown fast").lines
    #expect(lines == ["text: " + DemoScript.markdown])
    let tools = try await play("tools fast").lines
    #expect(tools.contains("call: $ ls"))
    #expect(tools.contains("stream: Sources\n"))
    #expect(tools.firstIndex(of: "end of reasoning") ?? .max < tools.firstIndex(of: "call: $ ls") ?? 0)
  }

  @Test("counts what it said") @Loop
  func usage() async throws {
    let request = ModelRequest(model: "demo", messages: [ModelMessage(.user, "markdown fast")])
    let usage = try await DemoProvider().stream(request, ModelAnswer(RecordingWriter())).usage
    #expect(usage?.completionTokens == DemoTokens.split(DemoScript.markdown).count)
  }

  @Test("fails on request") @Loop
  func fails() async {
    await #expect(throws: ProviderFailure.self) { _ = try await play("error fast") }
  }

  @Test("can be stopped in the middle of a pause") @Loop
  func stops() async {
    let task = Loop.start {
      await #expect(throws: CancellationError.self) { _ = try await play("slow") }
    }
    task.cancel()
    await task.value
  }
}
