import Chat
import EventLoop
import HTTPClient
import TestSupport
import Testing

@testable import Agent

private let hello = ModelRequest(model: "m", messages: [ModelMessage(.user, "hello")])

@Loop private func provider(_ server: ModelServer, silence: Duration = .seconds(10)) -> OpenAIProvider {
  let configuration = ProviderConfiguration(
    kind: .openai, baseURL: server.baseURL, apiKey: "sk-secret-1", connectTimeout: .seconds(10),
    silenceTimeout: silence)
  return OpenAIProvider(configuration, client: HTTPClient(proxies: .none), disk: Disk())
}

@Loop private func failure(_ server: ModelServer, silence: Duration = .seconds(10)) async -> ProviderFailure? {
  do {
    _ = try await provider(server, silence: silence).stream(hello, ModelAnswer(RecordingWriter()))
  } catch { return error as? ProviderFailure }
  return nil
}

@Suite("An OpenAI-compatible provider")
struct OpenAIProviderTests {
  @Test("hands on what a server of any kind streams, in pieces of any size", arguments: Recording.all) @Loop
  func dialects(_ recording: Recording) async throws {
    for size in [1 << 20, 7] {
      let server = try ModelServer { _, connection in
        await connection.stream(recording.stream, pieceBytes: size)
        connection.close()
      }
      let writer = RecordingWriter()
      let answer = ModelAnswer(writer)
      let completion = try? await provider(server).stream(hello, answer)
      answer.finish()
      #expect(writer.lines == recording.shown)
      #expect((completion == nil) == (recording.failure != nil))
      #expect(completion?.usage == recording.usage)
      #expect(completion.map(\.calls) ?? [] == recording.calls)
      #expect((completion?.ending == .toolCalls) == !recording.calls.isEmpty)
      let isMarked = answer.parts.contains { part in
        if case .reasoning(_, let signature) = part { signature != nil } else { false }
      }
      #expect(isMarked == (recording.field != nil))
      server.close()
    }
  }

  @Test("asks with model, key and stream") @Loop
  func request() async throws {
    let server = try ModelServer { _, connection in await connection.stream(Recording.openAI.stream) }
    _ = try await provider(server).stream(hello, ModelAnswer(RecordingWriter()))
    let asked = try #require(server.asked.first)
    #expect(asked.head.hasPrefix("POST /v1/chat/completions HTTP/1.1\r\n"))
    #expect(asked.head.contains("Authorization: Bearer sk-secret-1"))
    #expect(asked.head.contains("Content-Type: application/json"))
    #expect(asked.body.contains(#""stream_options":{"include_usage":true}"#))
    server.close()
  }

  @Test("does without usage where the server does not know the word, from then on") @Loop
  func withoutUsage() async throws {
    let server = try ModelServer { asked, connection in
      if asked.body.contains("stream_options") {
        await connection.answer(400, #"{"error":{"message":"Unknown parameter: 'stream_options'"}}"#)
      } else {
        await connection.stream(Recording.withoutDone.stream)
        connection.close()
      }
    }
    let provider = provider(server)
    for _ in 0..<2 { _ = try await provider.stream(hello, ModelAnswer(RecordingWriter())) }
    #expect(server.asked.map { $0.body.contains("stream_options") } == [true, false, false])
    server.close()
  }

  @Test("tells a refusal in the server's words, without the key that it quotes") @Loop
  func refusal() async throws {
    let server = try ModelServer { _, connection in
      await connection.answer(401, #"{"error":{"message":"Incorrect API key provided: sk-secret-1."}}"#)
    }
    #expect(
      await failure(server) == ProviderFailure(.refused, "Incorrect API key provided: •••. (HTTP 401)"))
    server.close()
  }

  @Test("passes on how long a busy server wants to be left alone") @Loop
  func retryAfter() async throws {
    let server = try ModelServer { _, connection in await connection.answer(429, "slow", "Retry-After: 7\r\n")
    }
    #expect(await failure(server) == ProviderFailure(.busy(wait: .seconds(7)), "slow (HTTP 429)"))
    server.close()
  }

  @Test("a stream that ends without its end is broken off, and its words are kept") @Loop
  func brokenOff() async throws {
    let server = try ModelServer { _, connection in
      await connection.stream("data: {\"choices\":[{\"delta\":{\"content\":\"half\"}}]}\n\n")
      connection.close()
    }
    let writer = RecordingWriter()
    await #expect(throws: ProviderFailure.brokenOff) {
      _ = try await provider(server).stream(hello, ModelAnswer(writer))
    }
    #expect(writer.lines == ["text: half"])
    server.close()
  }

  @Test("a server that says nothing is given up") @Loop
  func silent() async throws {
    let server = try ModelServer { _, connection in await connection.untilClosed() }
    #expect(await failure(server, silence: .milliseconds(50))?.kind == .silent)
    server.close()
  }

  @Test("nobody there, and no such address, are told in words") @Loop
  func nobody() async throws {
    for (baseURL, kind) in [
      ("http://127.0.0.1:1/v1", ProviderFailure.Kind.unreachable), ("ftp://x", .unusable),
    ] {
      let configuration = ProviderConfiguration(kind: .openai, baseURL: baseURL)
      let provider = OpenAIProvider(configuration, client: HTTPClient(proxies: .none), disk: Disk())
      do {
        _ = try await provider.stream(hello, ModelAnswer(RecordingWriter()))
        Issue.record("\(baseURL) answered")
      } catch { #expect((error as? ProviderFailure)?.kind == kind) }
    }
  }

  @Test("stopping it closes the model's connection") @Loop
  func stop() async throws {
    let closed = Signal()
    let server = try ModelServer { _, connection in
      await connection.stream("data: {\"choices\":[{\"delta\":{\"content\":\"half\"}}]}\n\n")
      await connection.untilClosed()
      closed.give()
    }
    let writer = RecordingWriter()
    let begun = Signal()
    writer.onText = { begun.give() }
    let provider = provider(server)
    let task = Loop.start {
      await #expect(throws: CancellationError.self) {
        _ = try await provider.stream(hello, ModelAnswer(writer))
      }
    }
    await begun.wait()
    task.cancel()
    await task.value
    await closed.wait()
    #expect(writer.lines == ["text: half"])
    server.close()
  }

  @Test("asks for the models' windows once") @Loop
  func windows() async throws {
    let server = try ModelServer { asked, connection in
      #expect(asked.head.hasPrefix("GET /v1/models "))
      await connection.answer(200, #"{"data":[{"id":"m","context_length":4096},{"id":"n"}]}"#)
    }
    let provider = provider(server)
    #expect(await provider.windowTokens(of: "m") == 4096)
    #expect(await provider.windowTokens(of: "n") == nil)
    #expect(server.asked.count == 1)
    server.close()
  }

  @Test("remembers the window that a refusal gives away, without asking for more") @Loop
  func refusedWindow() async throws {
    let server = try ModelServer { _, connection in
      await connection.answer(
        400, #"{"error":{"message":"too big","type":"exceed_context_size_error","n_ctx":512}}"#)
    }
    let provider = provider(server)
    await #expect(throws: ProviderFailure(.tooLong(window: 512), "too big (HTTP 400)")) {
      _ = try await provider.stream(hello, ModelAnswer(RecordingWriter()))
    }
    #expect(await provider.windowTokens(of: "m") == 512)
    #expect(server.asked.count == 1)
    server.close()
  }
}
