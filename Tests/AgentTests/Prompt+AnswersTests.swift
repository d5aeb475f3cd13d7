import Chat
import EventLoop
import Testing

@testable import Agent

@Suite struct PromptAnswersTests {
  @Loop private func prompt(_ history: [Message]) async throws -> [ModelMessage] {
    try await Prompt(vision: true, reader: Picture(), disk: Disk()).messages(history)
  }

  @Loop private final class Picture: AttachmentReader {
    func bytes(of attachment: Chat.Attachment, limit: Int) async -> [UInt8]? { [1, 2, 3] }
  }

  private func tool(
    _ id: String, round: Int? = 1, _ output: String = "out", ok: Bool = true, images: [Chat.Attachment]? = nil
  ) -> Part {
    var part = ToolPart(
      ToolCall(id: id, tool: "read", callString: "", arguments: .object(["n": .integer(1)]), round: round))
    part.finish(ToolResult(id: id, tool: "read", output: output, ok: ok, ms: 1, images: images))
    return .tool(part)
  }

  private func answer(_ parts: Part...) -> Message {
    var message = Message(id: "a", role: .assistant, at: 0, content: "")
    message.parts = parts
    return message
  }

  private func user(_ text: String) -> Message { Message(id: "u", role: .user, at: 0, content: text) }

  private func call(_ id: String) -> ModelMessage.Part {
    .toolCall(ModelCall(id: id, name: "read", arguments: #"{"n":1}"#))
  }

  private func result(_ id: String, _ text: String = "out", isError: Bool = false) -> ModelMessage.Part {
    .toolResult(id: id, name: "read", text: text, images: [], isError: isError)
  }

  @Test @Loop func `rounds stand as they were, thoughts with a seal go back with their calls`() async throws {
    let messages = try await prompt([
      user("q"),
      answer(
        .reasoning(text: "hm", ms: 1, signature: "s"), .text("I look."), tool("aaaaaaaaa"),
        tool("bbbbbbbbb", ok: false), tool("ccccccccc", round: 2),
        .reasoning(text: "so", ms: 1, signature: "t"), .text("Done.")),
      user("next"),
    ])
    #expect(
      messages == [
        ModelMessage(.user, "q"),
        ModelMessage(
          role: .assistant,
          parts: [
            .reasoning(text: "hm", signature: "s"), .text("I look."), call("aaaaaaaaa"), call("bbbbbbbbb"),
          ]),
        ModelMessage(role: .user, parts: [result("aaaaaaaaa"), result("bbbbbbbbb", isError: true)]),
        ModelMessage(role: .assistant, parts: [call("ccccccccc")]),
        ModelMessage(role: .user, parts: [result("ccccccccc")]),
        ModelMessage(.assistant, "Done."), ModelMessage(.user, "next"),
      ])
  }

  @Test @Loop func `words behind a call begin a round, whatever the numbers say`() async throws {
    let parts = [tool("aaaaaaaaa", round: nil), .text("x"), tool("bbbbbbbbb", round: nil)]
    let messages = try await prompt([user("q"), answer(parts[0], parts[1], parts[2])])
    #expect(messages.map(\.role) == [.user, .assistant, .user, .assistant, .user])
    #expect(messages.last?.hasResults == true, "an answer that breaks off behind its calls is asked to go on")
  }

  @Test @Loop func `a turn that was stopped in a call still leaves sides that alternate`() async throws {
    let half = tool("aaaaaaaaa", "half\n[Stopped]", ok: false)
    let messages = try await prompt([user("q"), answer(half), user("next")])
    #expect(messages.map(\.role) == [.user, .assistant, .user, .assistant, .user])
    #expect(messages[3].text.hasPrefix("[No answer"))
  }

  @Test @Loop func `ids of other makes become ours, each once`() async throws {
    let messages = try await prompt([
      user("q"), answer(tool("demo-1"), tool("aaaaaaaaa")), user("q"), answer(tool("demo-1"), tool("aaaaaaaaa")),
    ])
    let ids = messages.flatMap(\.calls).map(\.id)
    #expect(Set(ids).count == 4)
    #expect(ids.allSatisfy { $0.utf8.count == 9 })
    let results = messages.flatMap(\.parts).compactMap { part -> String? in
      if case .toolResult(let id, _, _, _, _) = part { id } else { nil }
    }
    #expect(results == ids)
  }

  @Test @Loop func `long outputs are capped, empty ones said, pictures shown or named`() async throws {
    let picture = Chat.Attachment(id: "p", name: "p.png", mime: "image/png", size: 3, url: "api/uploads/p")
    let other = Chat.Attachment(id: "o", name: "o.pdf", mime: "application/pdf", size: 3, url: "api/uploads/o")
    let long = String(repeating: "x", count: 100_000)
    let messages = try await prompt([
      user("q"), answer(tool("aaaaaaaaa", long), tool("bbbbbbbbb", ""), tool("ccccccccc", images: [picture])),
      user("r"), answer(tool("ddddddddd", images: [other])), user("s"),
    ])
    let parts = messages.flatMap(\.parts)
    #expect(parts.contains(result("aaaaaaaaa", ToolText.shown(long))))
    #expect(parts.contains(result("bbbbbbbbb", "(no output)")))
    #expect(
      parts.contains(
        .toolResult(
          id: "ccccccccc", name: "read", text: "out", images: [ModelImage(mime: "image/png", base64: "AQID")],
          isError: false)))
    #expect(parts.contains(result("ddddddddd", "out\n" + FileBlock.mention(other))))
  }
}
