import Chat
import Testing

@testable import Agent

@Suite("A request to a model")
struct ModelRequestTests {
  @Test("tells in words of the pictures that it may not show, those of tools, too")
  func describePictures() {
    let result = ModelMessage.Part.toolResult(
      id: "1", name: "draw", text: "done", images: [ModelImage(mime: "image/png", base64: "AA==")], isError: false)
    var request = ModelRequest(
      model: "m",
      messages: [
        ModelMessage(role: .user, parts: [result, .image(mime: "image/gif", base64: "AA=="), .text("look")])
      ])
    let words = "[a picture is attached that you cannot see: image/"
    let hadPictures = request.describePictures()
    #expect(hadPictures)
    #expect(
      request.messages[0].parts == [
        .toolResult(id: "1", name: "draw", text: "done\n\(words)png]", images: [], isError: false),
        .text("\(words)gif]"), .text("look"),
      ])
    let hasMore = request.describePictures()
    #expect(!hasMore)
  }
}
