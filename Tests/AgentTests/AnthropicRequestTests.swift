import Chat
import Testing
import Tools

@testable import Agent

private let tool = ToolDescription(name: "draw", purpose: "Draws.", parameters: .object(["type": .string("object")]))
private let call = ModelMessage.Part.toolCall(ModelCall(id: "aaaaaaaaa", name: "draw", arguments: #"{"n":1}"#))
private let result = ModelMessage.Part.toolResult(
  id: "aaaaaaaaa", name: "draw", text: "done", images: [ModelImage(mime: "image/png", base64: "AA==")], isError: true)
private let thought = ModelMessage.Part.reasoning(text: "hm", signature: AnthropicThought.signed("S").mark)
private let hidden = ModelMessage.Part.reasoning(text: "", signature: AnthropicThought.redacted("D").mark)

private func body(_ request: AnthropicRequest) throws -> JSONValue {
  try #require(JSONValue(json: try request.body()))
}

private func request(_ messages: [ModelMessage], thinking: AnthropicManners.Thinking = .adaptive) -> AnthropicRequest {
  let request = ModelRequest(model: "m", messages: messages, tools: [tool], wantsReasoning: true)
  return AnthropicRequest(request: request, manners: AnthropicManners(thinking: thinking))
}

@Suite("The request of the Messages API")
struct AnthropicRequestTests {
  @Test("is as short as what is asked for")
  func plain() throws {
    let hello = ModelRequest(model: "m", messages: [ModelMessage(.user, "a")], answerTokens: 5, temperature: 0.5)
    let text = String(decoding: try AnthropicRequest(request: hello).body(), as: UTF8.self)
    #expect(
      text
        == #"{"max_tokens":5,"messages":[{"content":[{"cache_control":{"type":"ephemeral"},"text":"a","type":"text"}],"#
        + #""role":"user"}],"model":"m","stream":true,"temperature":0.5}"#)
  }

  @Test("carries calls, results with pictures and errors, and thoughts of the turn that goes on")
  func calls() throws {
    let json = try body(
      request([
        ModelMessage(.user, "draw"), ModelMessage(role: .assistant, parts: [thought, hidden, .text("I do."), call]),
        ModelMessage(role: .user, parts: [result]),
      ]))
    let messages = try #require(json["messages"]?.elements)
    #expect(messages.map { $0["role"]?.text } == ["user", "assistant", "user"])
    let said = try #require(messages[1]["content"]?.elements)
    #expect(said.map { $0["type"]?.text } == ["thinking", "redacted_thinking", "text", "tool_use"])
    #expect(said[0]["signature"]?.text == "S" && said[0]["thinking"]?.text == "hm" && said[1]["data"]?.text == "D")
    #expect(said[3]["input"]?["n"] == .integer(1))
    let came = try #require(messages[2]["content"]?.elements.first)
    #expect(came["tool_use_id"]?.text == "aaaaaaaaa" && came["is_error"] == .bool(true))
    #expect(came["content"]?.elements.map { $0["type"]?.text } == ["text", "image"])
    #expect(came["content"]?.elements[1]["source"]?["media_type"]?.text == "image/png")
    #expect(json["tools"]?.elements[0]["input_schema"]?["type"]?.text == "object")
    #expect(json["tool_choice"]?["type"]?.text == "auto")
  }

  @Test("leaves out thoughts of turns that are over, and those of other providers")
  func oldThoughts() throws {
    let old = [ModelMessage(.user, "a"), ModelMessage(role: .assistant, parts: [thought, .text("b")])]
    let foreign = ModelMessage.Part.reasoning(text: "hm", signature: "reasoning_content")
    let turn = [
      ModelMessage(.user, "c"), ModelMessage(role: .assistant, parts: [foreign, call]),
      ModelMessage(role: .user, parts: [result]),
    ]
    let text = String(decoding: try request(old + turn).body(), as: UTF8.self)
    #expect(!text.contains("hm"))
  }

  @Test("asks for thoughts only where the turn may think")
  func thinking() throws {
    let turn: (ModelMessage.Part?) -> [ModelMessage] = { first in
      [
        ModelMessage(.user, "a"), ModelMessage(role: .assistant, parts: [first, call].compactMap { $0 }),
        ModelMessage(role: .user, parts: [result]),
      ]
    }
    #expect(try body(request(turn(thought), thinking: .budget))["thinking"]?["budget_tokens"] == .integer(8_192))
    #expect(try body(request(turn(nil), thinking: .budget))["thinking"] == nil, "its thought was lost")
    #expect(try body(request(turn(nil)))["thinking"] != nil)
    #expect(try body(request(turn(thought), thinking: .never))["thinking"] == nil)
    var short = request(turn(thought), thinking: .budget)
    short.answerTokens = 1_500
    #expect(try body(short)["thinking"] == nil, "there is no room for thoughts")
    var without = request(turn(thought))
    without.withoutThoughts = true
    #expect(!String(decoding: try without.body(), as: UTF8.self).contains("\"thinking\""))
  }

  @Test("marks for the cache what the next request begins with, four places at most")
  func cache() throws {
    var long = request([
      ModelMessage(.user, "a"), ModelMessage(.assistant, "b"), ModelMessage(.user, "c"), ModelMessage(.assistant, "d"),
      ModelMessage(.user, "e"),
    ])
    var asked = long.request
    asked.system = "Be brief."
    long = AnthropicRequest(request: asked)
    let json = try body(long)
    #expect(json["system"]?.elements[0]["cache_control"] != nil && json["tools"]?.elements[0]["cache_control"] != nil)
    let marked = json["messages"]?.elements.map { $0["content"]?.elements.last?["cache_control"] != nil }
    #expect(marked == [false, false, true, false, true])
    long.manners.takesCacheHints = false
    #expect(!String(decoding: try long.body(), as: UTF8.self).contains("cache_control"))
  }
}
