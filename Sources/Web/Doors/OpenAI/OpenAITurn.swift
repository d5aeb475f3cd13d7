internal import Agent
internal import Chat
internal import EventLoop
internal import HTTPServer
internal import Kernel

/// One question and its answer. Nothing of it is kept, so nobody can come back to it: it ends with its client.
@Loop final class OpenAITurn: OpenDoor {
  private let question: OpenAIQuestion
  private let exchange: Exchange
  private let agents: Agents
  private let answer: any OpenAIAnswer
  private let channel: OpenAIChannel
  private let options: ChannelOptions
  private var work: Task<Void, Never>?
  var whenEnded: @Loop () -> Void = {}

  init(_ question: OpenAIQuestion, _ exchange: Exchange, _ app: WebApp) {
    self.question = question
    self.exchange = exchange
    agents = app.agents
    let id = "chatcmpl-" + Self.randomID()
    let created = Int(WallClock.milliseconds / 1000)
    if question.isStreamed {
      let chunks = OpenAIChunks(id: id, created: created, model: question.model, wantsUsage: question.wantsUsage)
      answer = OpenAIStream(exchange, chunks, app.openAI, patience: app.limits.openAIPatience)
    } else {
      answer = OpenAIWholeAnswer(exchange, id: id, created: created, model: question.model, app.openAI)
    }
    options = app.options.openAI
    channel = OpenAIChannel(options, stops: question.stops, answer)
  }

  func run(by agent: Agent) async {
    let work = Loop.start { await self.work(by: agent) }
    self.work = work
    exchange.whenAbandoned { work.cancel() }
    (answer as? OpenAIStream)?.whenGone = { work.cancel() }
    channel.whenStopped = { work.cancel() }
    await work.value
    whenEnded()
  }

  func end() { work?.cancel() }

  private func work(by agent: Agent) async {
    do {
      let end = try await agents.answer(question.request, by: agent, ChannelWriter(options, channel))
      channel.finish()
      answer.finish(channel.isStopped ? "stop" : Self.reason(end.ending), end.usage)
    } catch where channel.isStopped {
      answer.finish("stop", nil)
    } catch let failure as TurnFailure {
      channel.finish()
      answer.fail(Failure(openAI: failure))
    } catch {
      answer.fail(error is CancellationError ? Failure(503, "stopped", "The answer was stopped.") : Failure(error))
    }
  }

  private static func reason(_ ending: ModelCompletion.Ending) -> String {
    switch ending {
    case .length: "length"
    case .filtered: "content_filter"
    case .finished, .toolCalls, .paused: "stop"
    }
  }

  private static func randomID() -> String {
    String(UInt64.random(in: .min ... .max), radix: 36) + String(UInt64.random(in: .min ... .max), radix: 36)
  }
}
