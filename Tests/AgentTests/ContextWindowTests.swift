import Chat
import Testing

@testable import Agent

/// Three turns whose messages cost 16 tokens each, and a system prompt.
private func request() -> ModelRequest {
  let text = String(repeating: "x", count: 30)
  let messages = (1...3).flatMap { _ in [ModelMessage(.user, text), ModelMessage(.assistant, text)] }
  return ModelRequest(model: "m", system: text, messages: messages + [ModelMessage(.user, "now " + text)])
}

@Suite("A model's window")
struct ContextWindowTests {
  @Test("what fits stays")
  func fits() {
    var request = request()
    #expect(ContextWindow.trim(&request, to: TokenEstimate.tokens(request)).turns == 0)
    #expect(request.messages.count == 7)
  }

  @Test("the oldest turns go first, whole ones")
  func trims() {
    var request = request()
    #expect(ContextWindow.trim(&request, to: TokenEstimate.tokens(request) - 1).turns == 1)
    #expect(request.messages.count == 5)
    #expect(request.messages.first?.role == .user)
    #expect(ContextWindow.trim(&request, to: TokenEstimate.tokens(request) - 33).turns == 2)
    #expect(request.messages.count == 1)
  }

  @Test("system prompt and last message stay, whatever they cost")
  func keeps() {
    var request = request()
    #expect(ContextWindow.trim(&request, to: 0).turns == 3)
    #expect(request.messages.map(\.text) == ["now " + String(repeating: "x", count: 30)])
    #expect(request.system != nil)
    #expect(ContextWindow.trim(&request, to: 0).turns == 0)
  }

  @Test("an answer before the first question goes with the first turn")
  func answerFirst() {
    var request = ModelRequest(
      model: "m",
      messages: [ModelMessage(.assistant, "hi"), ModelMessage(.user, "a"), ModelMessage(.user, "b")])
    #expect(ContextWindow.trim(&request, to: 0).turns == 1)
    #expect(request.messages == [ModelMessage(.user, "b")])
  }

  @Test("results of tools show less before a request is hopeless, the longest first, all of them known")
  func results() {
    func result(_ id: String, _ bytes: Int) -> ModelMessage.Part {
      .toolResult(id: id, name: "t", text: String(repeating: "x", count: bytes), images: [], isError: false)
    }
    let calls = ["a", "b", "c"].map { ModelMessage.Part.toolCall(ModelCall(id: $0, name: "t", arguments: "{}")) }
    let results = ModelMessage(role: .user, parts: [result("a", 9_000), result("b", 500), result("c", 3_000)])
    var request = ModelRequest(
      model: "m", messages: [ModelMessage(.user, "q"), ModelMessage(role: .assistant, parts: calls), results])
    let cost = TokenEstimate.tokens(request)
    let dropped = ContextWindow.trim(&request, to: cost - 1_000)
    #expect(dropped == ContextWindow.Dropped(results: 1))
    #expect(TokenEstimate.tokens(request) <= cost - 1_000)
    #expect(request.messages[2].parts.dropFirst() == results.parts.dropFirst())
    #expect(ContextWindow.trim(&request, to: 0) == ContextWindow.Dropped(results: 2))
    #expect(request.messages.count == 3)
    #expect(request.messages[2].parts[1] == result("b", 500))
    #expect(TokenEstimate.tokens(request) < 800)
  }

  @Test("room is left for the answer")
  func budget() {
    #expect(ContextWindow(tokens: 4_000).budget(answerTokens: nil) == 3_000)
    #expect(ContextWindow(tokens: 100_000).budget(answerTokens: nil) == 100_000 - 4_096)
    #expect(ContextWindow(tokens: 100_000).budget(answerTokens: 10_000) == 90_000)
  }

  @Test("is estimated by bytes, and by the picture")
  func estimate() {
    #expect(TokenEstimate.tokens("abcd") == 2)
    #expect(TokenEstimate.tokens("日本") == 2)
    let picture = ModelMessage(role: .user, parts: [.image(mime: "image/png", base64: "AAAA")])
    #expect(TokenEstimate.tokens(picture) == TokenEstimate.perImage + TokenEstimate.perMessage)
  }
}
