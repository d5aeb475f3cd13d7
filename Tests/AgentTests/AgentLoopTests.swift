import Chat
import EventLoop
import Testing

@testable import Agent

/// A provider that does what a test says, request by request.
@Loop private final class ScriptedProvider: Provider {
  enum Step {
    case say(String, ModelCompletion.Ending)
    case fail(ProviderFailure)
    case sayAndFail(String, ProviderFailure)
  }

  private(set) var requests: [ModelRequest] = []
  private(set) var windowsAsked = 0
  private var steps: [Step]
  private let window: Int?

  init(_ steps: [Step], window: Int? = nil) {
    self.steps = steps
    self.window = window
  }

  func stream(_ request: ModelRequest, _ answer: ModelAnswer) async throws -> ModelCompletion {
    requests.append(request)
    switch steps.isEmpty ? .say("more", .finished) : steps.removeFirst() {
    case .say(let text, let ending):
      try answer.text(text)
      return ModelCompletion(ending: ending, usage: Usage(promptTokens: 1, completionTokens: 2))
    case .fail(let failure): throw failure
    case .sayAndFail(let text, let failure):
      try answer.text(text)
      throw failure
    }
  }

  func windowTokens(of model: String) async -> Int? {
    windowsAsked += 1
    return window
  }
}

/// One turn with a scripted provider.
@Loop private final class Trial {
  let writer = RecordingWriter()
  let provider: ScriptedProvider
  var pauses: [Duration] = []
  var agent = AgentConfiguration(name: "a", provider: "p", model: "m")
  var history = [Message(id: "1", role: .user, at: 0, content: "hello")]

  init(_ steps: ScriptedProvider.Step..., window: Int? = nil) {
    provider = ScriptedProvider(steps, window: window)
  }

  /// Three long turns before the question, about 1,000 tokens each.
  func talkAtLength() {
    let text = String(repeating: "word ", count: 300)
    let past = (0..<3).flatMap { turn in
      [
        Message(id: "u\(turn)", role: .user, at: 0, content: text),
        Message(id: "a\(turn)", role: .assistant, at: 0, content: text),
      ]
    }
    history = past + history
  }

  func addPicture() {
    let picture = Chat.Attachment(
      id: "p", name: "p.png", mime: "image/png", size: 3, url: "api/uploads/p.png")
    history[history.count - 1].attachments = [picture]
  }

  @discardableResult func run() async throws -> Completion {
    let prompt = Prompt(vision: true, reader: OnePicture(), disk: Disk())
    let loop = AgentLoop(agent: agent, provider: provider, prompt: prompt, pause: { self.pauses.append($0) })
    return try await loop.run(history, wantsReasoning: true, writer)
  }

  func failure() async -> TurnFailure? {
    do { try await run() } catch { return error as? TurnFailure }
    return nil
  }
}

@Loop private final class OnePicture: AttachmentReader {
  func bytes(of attachment: Chat.Attachment, limit: Int) async -> [UInt8]? { [1, 2, 3] }
}

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
        ModelRequest(model: "m", system: "Be brief.", messages: [ModelMessage(.user, "hello")])
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
