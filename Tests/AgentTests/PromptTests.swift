import Chat
import EventLoop
import Testing

@testable import Agent

/// Attachments from memory.
@Loop private final class Shelf: AttachmentReader {
  var files: [String: [UInt8]] = [:]

  func bytes(of attachment: Chat.Attachment, limit: Int) async -> [UInt8]? {
    files[attachment.id].map { Array($0.prefix(limit)) }
  }

  func add(_ name: String, _ mime: String, _ bytes: [UInt8]) -> Chat.Attachment {
    files[name] = bytes
    return Chat.Attachment(id: name, name: name, mime: mime, size: bytes.count, url: "api/uploads/x")
  }
}

private func user(_ content: String, _ attachments: [Chat.Attachment] = []) -> Message {
  var message = Message(id: "u", role: .user, at: 0, content: content)
  message.attachments = attachments
  return message
}

private func assistant(_ content: String) -> Message {
  Message(id: "a", role: .assistant, at: 0, content: content)
}

@Loop private func prompt(_ history: [Message], _ shelf: Shelf = Shelf(), vision: Bool = true) async throws
  -> [ModelMessage]
{
  try await Prompt(vision: vision, reader: shelf, disk: Disk()).messages(history)
}

@Suite("What a model sees of a conversation")
struct PromptTests {
  @Test("both sides, in order") @Loop
  func order() async throws {
    let messages = try await prompt([user("a"), assistant("b"), user("c")])
    #expect(messages == [ModelMessage(.user, "a"), ModelMessage(.assistant, "b"), ModelMessage(.user, "c")])
  }

  @Test("an answer that never came is said to have failed, so that the sides alternate") @Loop
  func missingAnswers() async throws {
    for history in [[user("a"), user("c")], [user("a"), assistant(""), user("c")]] {
      let messages = try await prompt(history)
      #expect(messages.map(\.role) == [.user, .assistant, .user])
      #expect(messages[1].text.hasPrefix("[No answer"))
    }
  }

  @Test("text files before the words, pictures after them") @Loop
  func attachments() async throws {
    let shelf = Shelf()
    let picture = shelf.add("p.png", "image/png", [1, 2, 3])
    let text = shelf.add("n\".txt", "text/plain", Array("note".utf8))
    let messages = try await prompt([user("look", [picture, text])], shelf)
    #expect(
      messages == [
        ModelMessage(
          role: .user,
          parts: [
            .text("<file name=\"n&quot;.txt\">\nnote\n</file>"), .text("look"),
            .image(mime: "image/png", base64: "AQID"),
          ])
      ])
  }

  @Test("what cannot be shown is mentioned in words") @Loop
  func mentioned() async throws {
    let shelf = Shelf()
    let picture = shelf.add("p.png", "image/png", [1, 2, 3])
    let document = shelf.add("d.pdf", "application/pdf", [4])
    let binary = shelf.add("b.bin", "application/octet-stream", [0, 255])
    var gone = picture
    gone.id = "gone"
    let parts = try await prompt([user("", [picture, document, binary])], shelf, vision: false)[0].parts
    #expect(parts.count == 3)
    #expect(parts.first == .text("[attached, but not readable here: p.png, image/png, 3 bytes]"))
    #expect(try await prompt([user("x", [gone])], shelf)[0].parts.first == parts.first)
  }

  @Test("only the newest pictures, when there are many") @Loop
  func manyPictures() async throws {
    let shelf = Shelf()
    let pictures = (0..<20).map { shelf.add("p\($0)", "image/png", [UInt8($0)]) }
    let messages = try await prompt(
      [user("a", Array(pictures.prefix(10))), user("b", Array(pictures.suffix(10)))], shelf)
    let shown = messages.flatMap(\.parts).filter { if case .image = $0 { true } else { false } }
    #expect(shown.count == AgentLimits.images)
    #expect(messages[0].parts.first == .text("[attached, but not readable here: p0, image/png, 1 bytes]"))
  }
}
