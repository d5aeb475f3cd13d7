import Testing

@testable import Chat

@Suite struct MessageTests {
  static var full: Message {
    var message = Message(id: "m", role: .assistant, at: 1, content: "a\n\nb")
    var tool = ToolPart(EventTests.call)
    tool.finish(
      ToolResult(id: "c1", tool: "exec", output: "o", ok: true, ms: 3, exitCode: 1, truncated: true))
    let image = Attachment(id: "u", name: "p.png", mime: "image/png", size: 3, url: "api/uploads/u.png")
    let later = JSONValue.object(["type": .string("hologram"), "depth": .integer(3)])
    let button = Buttons.Button(id: "yes", label: "Yes", emoji: "👍", style: "primary")
    message.parts = [
      .reasoning(text: "hm", ms: 4), .text("a"), .tool(tool), .image(image), .text("b"), .other(later),
      .buttons(Buttons([button], pressed: "yes")),
    ]
    message.attachments = [image]
    message.pinned = true
    message.stopped = true
    message.interrupted = true
    message.usage = Usage(promptTokens: 1, completionTokens: 2, reasoningTokens: 3)
    message.ms = 9
    message.error = TurnFailure(code: "c", message: "m", retryable: false)
    message.clientID = "k"
    message.agent = "demo"
    message.botCalls = ["c"]
    return message
  }

  @Test func `a message with everything reads back as itself`() throws {
    #expect(try JSONText.decode(Message.self, from: JSONText.encode(Self.full)) == Self.full)
  }

  @Test func `the old role reads as ours, and what is missing has its default`() throws {
    let json = Array(#"{"id":"m","role":"bot","content":"Hi"}"#.utf8)
    #expect(
      try JSONText.decode(Message.self, from: json)
        == Message(id: "m", role: .assistant, at: 0, content: "Hi"))
  }

  @Test func `a role that nobody knows is refused`() {
    let json = Array(#"{"id":"m","role":"king","content":"Hi"}"#.utf8)
    #expect(throws: (any Error).self) { try JSONText.decode(Message.self, from: json) }
  }

  @Test func `a part of a later version survives`() throws {
    let json = #"{"type":"hologram","depth":3.5,"of":[1,null,true]}"#
    let part = try JSONText.decode(Part.self, from: json.utf8)
    #expect(try JSONText.decode(Part.self, from: JSONText.encode(part)) == part)
    guard case .other(let value) = part else { throw Unexpected() }
    #expect(value["depth"] == .number(3.5))
  }
}
