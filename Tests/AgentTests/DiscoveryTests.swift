import EventLoop
import HTTPClient
import TestSupport
import Testing

@testable import Agent

private func found(_ server: String, _ json: String) throws -> FoundModel? {
  let model = try #require(ModelList(Array(#"{"data":[\#(json)]}"#.utf8))?.models.first)
  return FoundModel(LocalServer(name: server, port: 1), model)
}

@Suite("Model servers on this machine")
struct DiscoveryTests {
  @Test("those that answer are found, all at once, and the others cost nobody anything") @Loop
  func finds() async throws {
    let one = try ModelServer { _, connection in
      await connection.answer(200, #"{"object":"list","data":[{"id":"qwen3:8b","owned_by":"library"}]}"#)
    }
    let silent = try ModelServer { _, connection in await connection.untilClosed() }
    let other = try ModelServer { _, connection in await connection.answer(200, "<html>Hello</html>") }
    let refusing = try ModelServer { _, connection in await connection.answer(401, #"{"data":[{"id":"m"}]}"#)
    }
    let servers = [one, silent, other, refusing].map { LocalServer(name: "Some", port: $0.port) }
    let found = await Discovery(client: HTTPClient(proxies: .none)).find(servers, ownPort: nil)
    #expect(found.map(\.agent.label) == ["qwen3:8b (Ollama)"])
    for server in [one, silent, other, refusing] { server.close() }
  }

  @Test("our own port is not asked") @Loop
  func notOurselves() async throws {
    let server = try ModelServer { _, connection in await connection.answer(200, #"{"data":[{"id":"m"}]}"#) }
    let servers = [LocalServer(name: "Some", port: server.port)]
    #expect(await Discovery(client: HTTPClient(proxies: .none)).find(servers, ownPort: server.port).isEmpty)
    #expect(server.asked.isEmpty)
    server.close()
  }

  @Test("become agents named after server and model")
  func names() throws {
    let agent = try found("llama.cpp", #"{"id":"/models/Qwen3-8B.Q4.gguf","meta":{"n_ctx":4096}}"#)?.agent
    #expect(agent?.name == "llama.cpp-qwen3-8b.q4")
    #expect(agent?.label == "Qwen3-8B.Q4 (llama.cpp)")
    #expect(agent?.model == "/models/Qwen3-8B.Q4.gguf")
    #expect(agent?.contextTokens == 4096)
    #expect(try found("vLLM", #"{"id":"Qwen/Qwen3-8B"}"#)?.agent.name == "vllm-qwen-qwen3-8b")
    #expect(try found("Ollama", #"{"id":"llava:7b"}"#)?.agent.vision == true)
    #expect(try found("Ollama", #"{"id":"qwen3:8b"}"#)?.agent.vision == false)
  }

  @Test("models that do not chat, and other Martlets, are no agents")
  func mute() throws {
    #expect(try found("Ollama", #"{"id":"nomic-embed-text"}"#) == nil)
    #expect(try found("vLLM", #"{"id":"default","owned_by":"martlet"}"#) == nil)
  }
}
