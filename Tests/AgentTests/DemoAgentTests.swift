import Chat
import EventLoop
import Testing

@testable import Agent

@Suite struct DemoAgentTests {
  @Loop private func show(_ answers: [String]) async throws -> Trial {
    let trial = Trial([])
    trial.toolbox = .demo
    trial.history[0].content = "ask fast"
    trial.writer.answers = answers
    let prompt = Prompt(vision: true, reader: NoFiles(), disk: Disk())
    let loop = AgentLoop(agent: .demo, provider: DemoProvider(), prompt: prompt, toolbox: .demo)
    _ = try await loop.run(trial.history, wantsReasoning: true, trial.writer)
    return trial
  }

  @Test @Loop func `two reads, a command and an edit are shown, and the last two ask`() async throws {
    let trial = try await show([])
    #expect(trial.writer.asked.map(\.callString) == ["$ ./flight.sh --beats 10", "edit birds.txt"])
    #expect(trial.writer.asked[1].preview == DemoTool.diff)
    let tools = trial.writer.results.map(\.tool)
    // The first two run side by side, and may end in any order.
    #expect(Set(tools.prefix(2)) == ["list_files", "read_file"])
    #expect(tools.dropFirst(2) == ["exec", "edit_file"])
    #expect(!trial.writer.results.contains { !$0.ok })
    #expect(trial.writer.lines.filter { $0.hasPrefix("stream: wing beat") }.count == 10)
    #expect(trial.writer.lines.last?.contains("you let it") == true)
  }

  @Test @Loop func `what is refused is not done, and said`() async throws {
    let trial = try await show(["deny", "allow"])
    #expect(trial.writer.results.first { $0.tool == "exec" }?.ok == false)
    #expect(trial.writer.lines.last?.contains("You refused `exec`") == true)
  }
}

@Loop private final class NoFiles: AttachmentReader {
  func bytes(of attachment: Chat.Attachment, limit: Int) async -> [UInt8]? { nil }
}
