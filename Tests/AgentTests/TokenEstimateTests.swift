import Chat
import Testing
import Tools

@testable import Agent

@Suite("An estimate of tokens")
struct TokenEstimateTests {
  private let long = String(repeating: "x", count: 3_000)

  @Test("counts tools, calls and what came of them, and thoughts only where they are sent back")
  func parts() {
    let call = ModelCall(id: "1", name: "n", arguments: long)
    let result = ModelMessage.Part.toolResult(
      id: "1", name: "n", text: long, images: [ModelImage(mime: "image/png", base64: "")], isError: false)
    for (part, least) in [
      (.toolCall(call), 1_000), (result, 2_600), (.reasoning(text: long, signature: "s"), 1_000),
    ] as [(ModelMessage.Part, Int)] {
      #expect((least...least + 30).contains(TokenEstimate.tokens(ModelMessage(role: .user, parts: [part]))))
    }
    let thought = ModelMessage(role: .assistant, parts: [.reasoning(text: long, signature: nil)])
    #expect(TokenEstimate.tokens(thought) == TokenEstimate.perMessage)
    let tool = ToolDescription(
      name: "n", purpose: long, parameters: .object(["a": .array([.string(long), .null, .integer(1)])]))
    let request = ModelRequest(model: "m", messages: [], tools: [tool])
    #expect((2_000...2_040).contains(TokenEstimate.tokens(request)))
  }
}
