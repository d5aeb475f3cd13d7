import Chat
import EventLoop
import Testing

@testable import Agent

private let busy = ProviderFailure(.busy(wait: nil), "Slow down (HTTP 429)")

@Suite("An agent's turn")
struct AgentLoopTests {
  @Test("asks with system prompt and history, and hands back what it cost") @Loop
  func plain() async throws {
    let trial = Trial(.say("<think>why</think>so", .finished))
    trial.agent.system = "Be brief."
    #expect(try await trial.run().usage == Usage(promptTokens: 1, completionTokens: 2))
    #expect(trial.writer.lines == ["reasoning: why", "end of reasoning", "text: so"])
    #expect(
      trial.provider.requests == [
        ModelRequest(
          model: "m", system: "Be brief.", messages: [ModelMessage(.user, "hello")], wantsReasoning: true)
      ])
    #expect(trial.provider.windowsAsked == 0, "a short request fits everywhere")
  }

  @Test("a busy or absent model is asked again, and the user is told") @Loop
  func retries() async throws {
    let trial = Trial(
      .fail(ProviderFailure(.busy(wait: .seconds(7)), "x")), .fail(ProviderFailure(.unreachable, "x")),
      .say("so", .finished))
    try await trial.run()
    #expect(trial.writer.lines.first == "progress: model busy, trying again in 7 s")
    #expect(trial.writer.lines[1].hasPrefix("progress: model not reachable, trying again in "))
    #expect(trial.writer.lines.last == "text: so")
    #expect(trial.pauses.count == 2)
    #expect(trial.pauses.first == .seconds(7))
  }

  @Test("but not for ever, and then in the provider's words") @Loop
  func givesUp() async {
    let trial = Trial(.fail(busy), .fail(busy), .fail(busy), .fail(busy), .say("so", .finished))
    #expect(await trial.failure() == TurnFailure(code: "model_busy", message: busy.message, retryable: true))
    #expect(trial.provider.requests.count == RetryPolicy().attempts)
  }

  @Test("and never after its first word") @Loop
  func notAfterFirstWord() async {
    let trial = Trial(.sayAndFail("half", busy), .say("so", .finished))
    #expect(await trial.failure()?.code == "model_busy")
    #expect(trial.writer.lines == ["text: half"])
    #expect(trial.provider.requests.count == 1)
  }

  @Test("nor when asked to wait longer than anybody would") @Loop
  func notForHours() async {
    let trial = Trial(
      .fail(ProviderFailure(.busy(wait: .seconds(3_600)), "Daily limit")), .say("so", .finished))
    #expect(await trial.failure()?.message == "Daily limit")
    #expect(trial.pauses.isEmpty)
  }

  @Test("a refusal is not asked again") @Loop
  func refused() async {
    let trial = Trial(.fail(ProviderFailure(.refused, "No such model")), .say("so", .finished))
    #expect(
      await trial.failure() == TurnFailure(code: "model_refused", message: "No such model", retryable: false))
  }

  @Test("what is held back is given when the model breaks off") @Loop
  func heldBack() async {
    let trial = Trial(.sayAndFail("a <thi", ProviderFailure.brokenOff))
    #expect(await trial.failure()?.retryable == true)
    #expect(trial.writer.lines == ["text: a <thi"])
  }

  @Test("an answer that was cut, filtered or empty is said to be so") @Loop
  func endings() async throws {
    let cut = Trial(.say("a", .length))
    try await cut.run()
    #expect(cut.writer.lines.last?.contains("cut off") == true)
    let filtered = Trial(.say("a", .filtered))
    try await filtered.run()
    #expect(filtered.writer.lines.last?.contains("filter") == true)
    let empty = Trial(.say("", .finished))
    try await empty.run()
    #expect(empty.writer.lines == ["progress: the model gave an empty answer"])
  }

  @Test("what exceeds the configured window is left out, and the user is told") @Loop
  func configuredWindow() async throws {
    let trial = Trial()
    trial.talkAtLength()
    trial.agent.contextTokens = 2_000
    try await trial.run()
    #expect(trial.provider.requests.first?.messages.count == 3)
    #expect(trial.writer.lines.first == "progress: 2 earlier turns no longer fit into the model's window")
    #expect(trial.provider.windowsAsked == 0)
  }

  @Test("a window that is not configured is asked for") @Loop
  func askedWindow() async throws {
    let trial = Trial(window: 3_000)
    trial.talkAtLength()
    try await trial.run()
    #expect(trial.provider.requests.first?.messages.count == 5)
    #expect(trial.writer.lines.first == "progress: 1 earlier turn no longer fits into the model's window")
  }

  @Test("a request that the provider finds too long is shortened and sent again") @Loop
  func tooLong() async throws {
    let trial = Trial(
      .fail(ProviderFailure(.tooLong(window: nil), "too long")),
      .fail(ProviderFailure(.tooLong(window: 400), "too long")))
    trial.talkAtLength()
    try await trial.run()
    #expect(trial.provider.requests.map(\.messages.count) == [7, 5, 1])
    #expect(
      trial.writer.lines == [
        "progress: 1 earlier turn no longer fits into the model's window",
        "progress: 3 earlier turns no longer fit into the model's window", "text: more",
      ])
  }

  @Test("a question that alone is too long is the provider's to refuse") @Loop
  func hopeless() async {
    let trial = Trial(.fail(ProviderFailure(.tooLong(window: 10), "too long")))
    #expect(
      await trial.failure() == TurnFailure(code: "context_too_long", message: "too long", retryable: false))
    #expect(trial.provider.requests.count == 1)
  }

  @Test("a model that cannot see pictures is asked in words alone, once") @Loop
  func blind() async throws {
    let refusal = ProviderFailure(.blind, "image input is not supported")
    let trial = Trial(.fail(refusal), .say("so", .finished))
    trial.addPicture()
    try await trial.run()
    #expect(trial.writer.lines == ["progress: this model cannot see pictures", "text: so"])
    #expect(trial.provider.requests.last?.messages.last?.text.contains("[a picture is attached") == true)
    let hopeless = Trial(.fail(refusal), .fail(refusal))
    hopeless.addPicture()
    #expect(await hopeless.failure()?.message == refusal.message)
  }

  @Test("a model that refuses tools is asked without them, once") @Loop
  func toolless() async throws {
    let refusal = ProviderFailure(.toolless, "m does not support tools")
    let hopeless = Trial(.fail(refusal), .say("so", .finished))
    #expect(await hopeless.failure()?.message == refusal.message, "it was not given any")
  }
}
