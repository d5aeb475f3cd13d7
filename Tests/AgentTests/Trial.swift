import Chat
import EventLoop

@testable import Agent

/// One turn with a scripted provider.
@Loop final class Trial {
  let writer = RecordingWriter()
  let provider: ScriptedProvider
  var pauses: [Duration] = []
  var toolbox = Toolbox()
  var agent = AgentConfiguration(name: "a", provider: "p", model: "m")
  var history = [Message(id: "1", role: .user, at: 0, content: "hello")]

  convenience init(_ steps: ScriptedProvider.Step..., window: Int? = nil) { self.init(steps, window: window) }

  init(_ steps: [ScriptedProvider.Step], window: Int? = nil) {
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

  @discardableResult func run(after earlier: EarlierAnswer? = nil) async throws -> Completion {
    let prompt = Prompt(vision: true, reader: OnePicture(), disk: Disk())
    let loop = AgentLoop(
      agent: agent, provider: provider, prompt: prompt, toolbox: toolbox, pause: { self.pauses.append($0) })
    return try await loop.run(history, after: earlier, wantsReasoning: true, writer)
  }

  func failure() async -> TurnFailure? {
    do { try await run() } catch { return error as? TurnFailure }
    return nil
  }
}

@Loop final class OnePicture: AttachmentReader {
  func bytes(of attachment: Chat.Attachment, limit: Int) async -> [UInt8]? { [1, 2, 3] }
}
