import Chat
import EventLoop
import HTTPClient
import TestSupport
import Testing

@testable import Agent

private let hello = ModelRequest(model: "m", messages: [ModelMessage(.user, "hello")], wantsReasoning: true)

@Loop private func provider(_ baseURL: String) -> AnthropicProvider {
  let configuration = ProviderConfiguration(
    kind: .anthropic, baseURL: baseURL, apiKey: "sk-ant-1", connectTimeout: .seconds(10), silenceTimeout: .seconds(10))
  return AnthropicProvider(configuration, client: HTTPClient(proxies: .none), disk: Disk())
}

@Loop private func ask(_ provider: AnthropicProvider, _ request: ModelRequest = hello) async throws -> ModelCompletion {
  try await provider.stream(request, ModelAnswer(RecordingWriter()))
}

@Suite("A provider of the Messages API")
struct AnthropicProviderTests {
  @Test("hands on what is streamed, in pieces of any size", arguments: Recording.anthropic) @Loop
  func recordings(_ recording: Recording) async throws {
    for size in [1 << 20, 7] {
      let server = try ModelServer { _, connection in
        await connection.stream(recording.stream, pieceBytes: size)
        connection.close()
      }
      let writer = RecordingWriter()
      let answer = ModelAnswer(writer)
      let completion = try? await provider(server.baseURL).stream(hello, answer)
      answer.finish()
      #expect(writer.lines == recording.shown)
      #expect(answer.parts == recording.said)
      #expect((completion == nil) == (recording.failure != nil))
      #expect(completion?.usage == recording.usage)
      #expect(completion?.calls ?? [] == recording.calls)
      server.close()
    }
  }

  @Test("tells why an answer ended") @Loop
  func endings() async throws {
    let reasons: [(String, ModelCompletion.Ending)] = [
      ("end_turn", .finished), ("stop_sequence", .finished), ("max_tokens", .length), ("refusal", .filtered),
      ("pause_turn", .paused), ("model_context_window_exceeded", .length), ("new", .finished),
    ]
    for (reason, ending) in reasons {
      let server = try ModelServer { _, connection in
        await connection.answer(200, #"{"content":[{"type":"text","text":"a"}],"stop_reason":"\#(reason)"}"#)
      }
      #expect(try await ask(provider(server.baseURL)).ending == ending)
      server.close()
    }
    let server = try ModelServer { _, connection in await connection.stream(Recording.claudeCalls.stream) }
    #expect(try await ask(provider(server.baseURL)).ending == .toolCalls)
    server.close()
  }

  @Test("asks with key and version, at the address with or without its v1") @Loop
  func request() async throws {
    let server = try ModelServer { _, connection in await connection.stream(Recording.claude.stream) }
    for base in [server.baseURL, server.baseURL + "/", String(server.baseURL.dropLast(3))] {
      _ = try await ask(provider(base))
    }
    #expect(server.asked.count == 3)
    for asked in server.asked {
      #expect(asked.head.hasPrefix("POST /v1/messages HTTP/1.1\r\n"))
      #expect(asked.head.contains("x-api-key: sk-ant-1\r\n"))
      #expect(asked.head.contains("anthropic-version: 2023-06-01"))
      #expect(asked.body.contains(#""thinking":{"display":"summarized","type":"adaptive"}"#))
    }
    server.close()
  }

  @Test("asks an older model for thoughts as it wants to be asked, or not, and remembers it") @Loop
  func olderModels() async throws {
    let server = try ModelServer { asked, connection in
      if asked.body.contains("adaptive") {
        await connection.answer(400, #"{"error":{"message":"thinking.type: Input should be 'enabled'"}}"#)
      } else if asked.body.contains(#""budget_tokens":8192"#) {
        await connection.answer(400, #"{"error":{"message":"m does not support thinking"}}"#)
      } else if asked.body.contains(#""max_tokens":32000"#) {
        await connection.answer(
          400, #"{"error":{"message":"max_tokens: 32000 > 4096, which is the maximum allowed number for m"}}"#)
      } else {
        await connection.stream(Recording.claude.stream)
      }
    }
    let provider = provider(server.baseURL)
    _ = try await ask(provider)
    #expect(server.asked.count == 4)
    _ = try await ask(provider)
    #expect(server.asked.count == 5)
    #expect(server.asked.last?.body.contains(#""max_tokens":4096"#) == true)
    var other = hello
    other.model = "n"
    _ = try await ask(provider, other)
    #expect(server.asked[5].body.contains("adaptive"), "what one model wants is not what all want")
    server.close()
  }

  @Test(
    "lets the answer be shorter where a long conversation leaves no room, and leaves out thoughts that are not taken")
  @Loop
  func mending() async throws {
    let words = "input length and `max_tokens` exceed context limit: 180,000 + 32000 > 200000, decrease input length"
    let server = try ModelServer { asked, connection in
      if asked.body.contains(#""max_tokens":32000"#) {
        await connection.answer(400, #"{"error":{"message":"\#(words)"}}"#)
      } else if asked.body.contains("adaptive") {
        await connection.answer(400, #"{"error":{"message":"Invalid `signature` in `thinking` block"}}"#)
      } else {
        await connection.stream(Recording.claude.stream)
      }
    }
    let provider = provider(server.baseURL)
    _ = try await ask(provider)
    #expect(server.asked.last?.body.contains(#""max_tokens":20000"#) == true)
    _ = try await ask(provider)
    #expect(server.asked[3].body.contains(#""max_tokens":32000"#), "another conversation has room")
    #expect(server.asked[4].body.contains("adaptive"), "and thoughts of its own")
    server.close()
  }

  @Test("tells failures in the server's words, without the key") @Loop
  func failures() async throws {
    let answers: [(Int, String, ProviderFailure.Kind)] = [
      (529, #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#, .busy(wait: nil)),
      (401, #"{"error":{"type":"authentication_error","message":"invalid x-api-key sk-ant-1"}}"#, .refused),
      (400, #"{"error":{"message":"prompt is too long: 210000 tokens > 200000 maximum"}}"#, .tooLong(window: 200_000)),
      (400, #"{"error":{"message":"tools: this model does not support tools"}}"#, .toolless),
      (200, #"{"type":"error","error":{"type":"api_error","message":"Internal server error"}}"#, .busy(wait: nil)),
    ]
    for (status, body, kind) in answers {
      let server = try ModelServer { _, connection in await connection.answer(status, body) }
      do {
        _ = try await ask(provider(server.baseURL))
        Issue.record("\(status) was taken for an answer")
      } catch {
        let failure = try #require(error as? ProviderFailure)
        #expect(failure.kind == kind)
        #expect(!failure.message.contains("sk-ant-1"))
      }
      server.close()
    }
  }

  @Test("asks for the models' windows once") @Loop
  func windows() async throws {
    let server = try ModelServer { asked, connection in
      #expect(asked.head.hasPrefix("GET /v1/models?limit=1000 "))
      await connection.answer(200, #"{"data":[{"id":"m","type":"model","max_input_tokens":200000}]}"#)
    }
    let provider = provider(server.baseURL)
    #expect(await provider.windowTokens(of: "m") == 200_000)
    #expect(await provider.windowTokens(of: "n") == nil)
    #expect(server.asked.count == 1)
    server.close()
  }
}
