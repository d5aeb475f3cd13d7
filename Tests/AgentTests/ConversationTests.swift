import Chat
import Testing
import Tools

@testable import Agent

private func messages(_ said: [ModelMessage], tools: Bool = true) -> [ModelMessage] {
  let tool = ToolDescription(name: "n", purpose: "", parameters: .object([:]))
  return Conversation(ModelRequest(model: "m", messages: said, tools: tools ? [tool] : [])).messages
}

private func call(_ id: String, _ arguments: String = "{}") -> ModelMessage.Part {
  .toolCall(ModelCall(id: id, name: "n", arguments: arguments))
}

private func result(_ id: String, _ text: String = "came", isError: Bool = false) -> ModelMessage.Part {
  .toolResult(id: id, name: "n", text: text, images: [], isError: isError)
}

@Suite("A conversation as providers take it")
struct ConversationTests {
  @Test("is refused by no strict server, whatever was stored", arguments: 0..<8)
  func property(_ part: Int) throws {
    for seed in part * 100..<(part + 1) * 100 {
      var maker = ConversationMaker(seed: seed)
      var request = maker.request()
      if maker.flip() { _ = request.describePictures() }
      if maker.flip() { _ = ContextWindow.trim(&request, to: maker.pick([20, 100, 200])) }
      let openAI = OpenAIManners(thoughts: maker.pick([.asSent, .always, .never]))
      let plain = try OpenAIRequest(request: request, manners: openAI).body()
      let faults = OpenAIRules(try #require(JSONValue(json: plain))).faults
      #expect(faults == [], "seed \(seed)")
      let anthropic = AnthropicManners(
        thinking: maker.pick([.adaptive, .budget, .never]), answerTokens: maker.pick([nil, 2_000]))
      let whole = AnthropicRequest(request: request, manners: anthropic, withoutThoughts: maker.flip())
      let others = AnthropicRules(try #require(JSONValue(json: try whole.body()))).faults
      #expect(others == [], "seed \(seed)")
    }
  }

  @Test(
    "is checked by rules that find what is wrong",
    arguments: [
      #"{"messages":[{"role":"assistant","content":"a"},{"role":"user","content":"b"}]}"#,
      #"{"messages":[{"role":"user","content":""}]}"#,
      #"{"messages":[{"role":"user","content":[{"type":"text","text":" "}]}]}"#,
      #"{"messages":[{"role":"user","content":"a"},{"role":"user","content":"b"}]}"#,
      #"{"tools":[],"tool_choice":"auto","messages":[{"role":"user","content":"a"},{"role":"assistant","content":[{"#
        + #""type":"tool_use","id":"aaaaaaaa1","name":"n","input":{}}],"tool_calls":[{"id":"aaaaaaaa1","function":{"#
        + #""name":"n","arguments":"{}"}}]},{"role":"user","content":"b"}]}"#,
    ])
  func rules(_ body: String) throws {
    let json = try #require(JSONValue(json: body.utf8))
    #expect(OpenAIRules(json).faults != [])
    #expect(AnthropicRules(json).faults != [])
  }

  @Test("stays as it is where nothing is wrong with it")
  func wellFormed() {
    let said = [
      ModelMessage(.user, "a"),
      ModelMessage(
        role: .assistant,
        parts: [
          .reasoning(text: "hm", signature: "s"), .text("I do."), call("aaaaaaaa1", "{ \"n\": 1 }"), call("aaaaaaaa2"),
        ]),
      ModelMessage(role: .user, parts: [result("aaaaaaaa1"), result("aaaaaaaa2", isError: true)]),
      ModelMessage(.assistant, "b"), ModelMessage(.user, "c"),
    ]
    #expect(messages(said) == said)
  }

  @Test("has a result for every call, in order, and none for any other")
  func results() {
    let said = messages([
      ModelMessage(.user, "a"), ModelMessage(role: .assistant, parts: [call("aaaaaaaa1"), call("aaaaaaaa2")]),
      ModelMessage(role: .user, parts: [result("aaaaaaaa2", " "), result("aaaaaaaa9"), .text("and")]),
      ModelMessage(role: .assistant, parts: [call("aaaaaaaa3")]), ModelMessage(.assistant, "b"),
    ])
    #expect(
      said[2].parts == [
        result("aaaaaaaa1", Conversation.noResult, isError: true), result("aaaaaaaa2", Conversation.noOutput),
        .text("and"),
      ])
    #expect(said[4].parts == [result("aaaaaaaa3", Conversation.noResult, isError: true)])
    #expect(said.suffix(2) == [ModelMessage(.assistant, "b"), ModelMessage(.user, Conversation.goOn)])
  }

  @Test("gives calls of one id their own results")
  func sameIDs() {
    let said = messages([
      ModelMessage(.user, "a"), ModelMessage(role: .assistant, parts: [call("x"), call("x")]),
      ModelMessage(role: .user, parts: [result("x", "first"), result("x", "second")]),
    ])
    let ids = said[1].calls.map(\.id)
    #expect(Set(ids).count == 2)
    #expect(said[2].parts == [result(ids[0], "first"), result(ids[1], "second")])
  }

  @Test("begins with the user, and says where an answer is missing")
  func sides() {
    let said = messages([ModelMessage(.assistant, "b"), ModelMessage(.user, "c"), ModelMessage(.user, "d")])
    #expect(said.map(\.role) == [.user, .assistant, .user, .assistant, .user])
    #expect(said[0].text == Conversation.noQuestion && said[3].text == Conversation.noAnswer)
    #expect(messages([]) == [ModelMessage(.user, Conversation.goOn)])
    let thought = ModelMessage(role: .assistant, parts: [.reasoning(text: "hm", signature: "s")])
    #expect(messages([ModelMessage(.user, "a"), thought]) == [ModelMessage(.user, "a")])
  }

  @Test("shows the model its own broken arguments")
  func brokenArguments() {
    let said = messages([
      ModelMessage(.user, "a"), ModelMessage(role: .assistant, parts: [call("aaaaaaaa1", "{\"n\":")]),
    ])
    #expect(said[1].calls.first?.arguments == #"{"unreadable":"{\"n\":"}"#)
  }

  @Test("tells calls in words where the model has no tools")
  func withoutTools() {
    let said = messages(
      [
        ModelMessage(.user, "a"), ModelMessage(role: .assistant, parts: [call("aaaaaaaa1")]),
        ModelMessage(role: .user, parts: [result("aaaaaaaa1")]), ModelMessage(.assistant, "b"),
      ], tools: false)
    #expect(said.map(\.role) == [.user, .assistant, .user])
    #expect(said[0].parts == [.text("a"), .text("[The tool n gave:]\ncame")])
  }
}
