import Chat
import EventLoop
import FoundationEssentials
import HTTPClient
import TestSupport
import Testing
import Tools

@testable import Agent

@Suite(.onLoop) struct AgentsStrangersTests {
  @Loop private static func agents(_ folder: TemporaryFolder, _ tools: [any Tool]) -> Agents {
    let disk = Disk()
    let sessions = Sessions(folder: folder.path, disk: disk)
    let agents = Agents(
      AgentsConfiguration(), client: HTTPClient(proxies: .none), uploads: sessions.uploads, disk: disk)
    agents.builtIns = { _ in tools }
    return agents
  }

  private static let house = AgentConfiguration(
    name: "a", provider: "p", model: "m", system: "House.", vision: true, answerTokens: 10, temperature: 0.5,
    tools: ["*"])

  @Test @Loop func theStrangersPartIsJoinedWithTheAgentsOwn() async throws {
    let folder = try TemporaryFolder()
    let provider = ScriptedProvider([.say("yes", .finished)])
    var question = ModelRequest(model: "", system: "Guest.", messages: [ModelMessage(.user, "hi")], answerTokens: 99)
    question.wantsReasoning = true
    let agent = Agent(configuration: Self.house, provider: provider)
    _ = try await Self.agents(folder, []).answer(question, by: agent, RecordingWriter())
    let asked = try #require(provider.requests.first)
    #expect((asked.model, asked.system) == ("m", "House.\n\nGuest."))
    #expect((asked.answerTokens, asked.temperature, asked.wantsReasoning) == (10, 0.5, true))
  }

  @Test @Loop func onlyTheNewestPicturesAreShown() async throws {
    let folder = try TemporaryFolder()
    let pictures = (0..<20).map { ModelMessage.Part.image(mime: "image/png", base64: "\($0)") }
    let question = ModelRequest(model: "", messages: [ModelMessage(role: .user, parts: pictures)])
    for (vision, shown) in [(true, 16), (false, 0)] {
      let provider = ScriptedProvider([.say("yes", .finished)])
      var configuration = Self.house
      configuration.vision = vision
      let agent = Agent(configuration: configuration, provider: provider)
      _ = try await Self.agents(folder, []).answer(question, by: agent, RecordingWriter())
      let parts = try #require(provider.requests.first?.messages.first?.parts)
      #expect(parts.count == 20)
      #expect(parts.suffix(shown) == pictures.suffix(shown) && !pictures.contains(parts[19 - shown]))
    }
  }

  @Test @Loop func whatMustAskIsRefusedAndWhatMayRunRuns() async throws {
    let folder = try TemporaryFolder()
    let book = CallBook()
    let looks = PlayedTool("read_file", isReadOnly: true, book: book)
    looks.body = { _, _ in ToolOutput("seen", pictures: [.init(mime: "image/png", bytes: [1, 2, 3])]) }
    let provider = ScriptedProvider([
      .call("", [("read_file", "{}")]), .call("", [("exec", "{}")]), .say("done", .finished),
    ])
    let agents = Self.agents(folder, [looks, PlayedTool("exec", book: book)])
    let writer = RecordingWriter()
    let end = try await agents.answer(
      ModelRequest(model: "", messages: [ModelMessage(.user, "go")]),
      by: Agent(configuration: Self.house, provider: provider), writer)
    #expect(end.ending == .finished)
    #expect(book.lines == ["begin read_file ?", "end read_file ?"])
    #expect(writer.results.map(\.ok) == [true, false])
    #expect(writer.results[1].output.contains("nobody can be asked"))
    guard case .toolResult(_, _, _, let images, _)? = provider.requests[1].messages.last?.parts.first else {
      throw CancellationError()
    }
    #expect(images == [ModelImage(mime: "image/png", base64: "AQID")])
  }

  @Test @Loop func aFailureSaysWhy() async throws {
    let folder = try TemporaryFolder()
    let provider = ScriptedProvider([.fail(ProviderFailure(.refused, "no"))])
    await #expect(throws: TurnFailure(code: "model_refused", message: "no", retryable: false)) {
      try await Self.agents(folder, []).answer(
        ModelRequest(model: "", messages: [ModelMessage(.user, "go")]),
        by: Agent(configuration: Self.house, provider: provider), RecordingWriter())
    }
  }
}
