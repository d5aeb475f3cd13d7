import Chat
import EventLoop
import FoundationEssentials
import HTTPClient
import TestSupport
import Testing

@testable import Agent

/// Sessions in a folder of their own, and agents that answer in them.
@Loop private final class House {
  let sessions: Sessions
  let agents: Agents
  private let folder: URL

  init(_ configuration: AgentsConfiguration = AgentsConfiguration()) async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "martlet-agents-\(UUID().uuidString)")
    let disk = Disk()
    sessions = Sessions(folder: folder.path, disk: disk)
    agents = Agents(configuration, client: HTTPClient(proxies: .none), uploads: sessions.uploads, disk: disk)
    _ = try await sessions.open()
  }

  /// On one model server.
  convenience init(_ server: ModelServer, vision: Bool = false) async throws {
    try await self.init(
      AgentsConfiguration(
        providers: [
          "local": ProviderConfiguration(kind: .openai, baseURL: server.baseURL, apiKey: "sk-secret-1")
        ],
        agents: [AgentConfiguration(name: "helper", provider: "local", model: "m", vision: vision)]))
  }

  func start(_ words: String, agent: String? = nil, attachments: [String] = []) async throws -> Turn {
    let request = TurnRequest(message: words, attachments: attachments, agent: agent)
    guard case .started(let turn) = try await sessions.begin(request, for: .owner) else {
      throw CancellationError()
    }
    agents.run(turn)
    return turn
  }

  /// The answer to one message, as stored.
  func answer(_ words: String, agent: String? = nil, attachments: [String] = []) async throws -> Message {
    let turn = try await start(words, agent: agent, attachments: attachments)
    await turn.end()
    return try #require(try turn.session.snapshot().history.last)
  }

  func upload(_ name: String, _ type: String, _ bytes: [UInt8]) async throws -> Chat.Attachment {
    let writer = try await sessions.uploads.begin(name: name, declaredType: type, for: .owner)
    try await writer.append(bytes)
    return try await writer.finish()
  }

  func close() async throws {
    try await sessions.shutdown(within: .seconds(1))
    try FileManager.default.removeItem(at: folder)
  }
}

private let said = "data: {\"choices\":[{\"delta\":{\"content\":\"<think>why</think>half\"}}]}\n\n"

@Suite("All agents")
struct AgentsTests {
  @Test("without a configuration the demo answers") @Loop
  func demo() async throws {
    let house = try await House()
    #expect(house.agents.list.map(\.name) == ["demo"])
    let answer = try await house.answer("markdown fast")
    #expect(answer.content == DemoScript.markdown)
    #expect(answer.usage != nil)
    try await house.close()
  }

  @Test("are found by name, and one of them is the default") @Loop
  func lookUp() async throws {
    let named = ["a", "default", "lost"].map {
      AgentConfiguration(name: $0, label: "L", provider: $0 == "lost" ? "nobody" : "demo", model: "m")
    }
    let house = try await House(AgentsConfiguration(agents: named))
    #expect(house.agents.list.map(\.name) == ["a", "default"], "one without a provider is left out")
    #expect(house.agents.agent(named: nil)?.configuration.name == "default")
    #expect(house.agents.agent(named: "a")?.configuration.label == "L")
    #expect(house.agents.agent(named: "nobody") == nil)
    house.agents.configure(AgentsConfiguration(agents: [named[0]]))
    #expect(house.agents.agent(named: nil)?.configuration.name == "a")
    try await house.close()
  }

  @Test("one that is gone is an error of the turn") @Loop
  func unknown() async throws {
    let house = try await House()
    #expect(try await house.answer("hello", agent: "nobody").error?.code == "unknown_agent")
    try await house.close()
  }

  @Test("a turn goes to the model and back, with thoughts and cost kept apart") @Loop
  func turn() async throws {
    let server = try ModelServer { _, connection in await connection.stream(Recording.deepSeek.stream) }
    let house = try await House(server)
    let answer = try await house.answer("hello")
    #expect(answer.content == "Four")
    #expect(answer.usage == Recording.deepSeek.usage)
    if case .reasoning("Let me see.", _, "reasoning_content")? = answer.parts.first {} else {
      Issue.record("\(answer.parts)")
    }
    try await house.close()
    server.close()
  }

  @Test("stop closes the model's connection and keeps what was said") @Loop
  func stop() async throws {
    let begun = Signal()
    let closed = Signal()
    let server = try ModelServer { _, connection in
      await connection.stream(said)
      begun.give()
      await connection.untilClosed()
      closed.give()
    }
    let house = try await House(server)
    let turn = try await house.start("hello")
    await begun.wait()
    while turn.snapshot.message.content.isEmpty { try await Loop.sleep(for: .milliseconds(5)) }
    #expect(await turn.session.stop() == 1)
    await closed.wait()
    let answer = try #require(try turn.session.snapshot().history.last)
    #expect(answer.stopped)
    #expect(answer.content == "half")
    try await house.close()
    server.close()
  }

  @Test("a failure is kept with the model's words, and without the key") @Loop
  func failure() async throws {
    let server = try ModelServer { _, connection in await connection.answer(401, "no, sk-secret-1") }
    let house = try await House(server)
    let answer = try await house.answer("hello")
    #expect(
      answer.error == TurnFailure(code: "model_refused", message: "no, ••• (HTTP 401)", retryable: false))
    try await house.close()
    server.close()
  }

  @Test("attachments reach the model: text as a file, pictures as data") @Loop
  func attachments() async throws {
    let server = try ModelServer { _, connection in await connection.stream(Recording.openAI.stream) }
    let house = try await House(server, vision: true)
    let note = try await house.upload("note.md", "text/markdown", Array("Grüße".utf8))
    let picture = try await house.upload(
      "p.png", "image/png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    _ = try await house.answer("look", attachments: [note.id, picture.id])
    let body = try #require(server.asked.first?.body)
    #expect(body.contains(#"<file name=\"note.md\">\nGrüße\n</file>"#))
    #expect(body.contains(#"data:image/png;base64,iVBORw0KGgo="#))
    try await house.close()
    server.close()
  }

  @Test("models found on this machine are agents, and are looked for again") @Loop
  func discovery() async throws {
    let server = try ModelServer { asked, connection in
      if asked.head.hasPrefix("GET") {
        await connection.answer(
          200, #"{"data":[{"id":"a:1","owned_by":"library"},{"id":"a-1","owned_by":"library"}]}"#)
      } else {
        await connection.stream(Recording.openAI.stream)
      }
    }
    let house = try await House()
    house.agents.discoveryInterval = .zero
    house.agents.servers = []
    await house.agents.discover(ownPort: nil)
    #expect(house.agents.listing().map(\.name) == ["demo"])
    house.agents.servers = [LocalServer(name: "Ollama", port: server.port)]
    // Asked again and again: on a busy machine one search may find nobody in its time.
    while house.agents.listing().count < 3 { try await Loop.sleep(for: .milliseconds(5)) }
    #expect(house.agents.list.map(\.name) == ["ollama-a-1", "ollama-a-1-2", "demo"])
    #expect(try await house.answer("hello", agent: "ollama-a-1-2").content == Recording.openAI.text)
    #expect(server.asked.last?.body.contains(#""model":"a-1""#) == true)
    try await house.close()
    server.close()
  }
}
