import Chat
import Testing
import Tools

@testable import Agent

private func body(_ request: ModelRequest, asksForUsage: Bool = true) throws -> String {
  let manners = OpenAIManners(takesUsage: asksForUsage)
  return String(decoding: try OpenAIRequest(request: request, manners: manners).body(), as: UTF8.self)
}

@Suite("The request of /chat/completions")
struct OpenAIRequestTests {
  @Test("is what every server understands")
  func plain() throws {
    let request = ModelRequest(
      model: "m/1", system: "Be \"brief\".",
      messages: [ModelMessage(.user, "a\nb"), ModelMessage(.assistant, "c"), ModelMessage(.user, "d")])
    #expect(
      try body(request)
        == #"{"messages":[{"content":"Be \"brief\".","role":"system"},{"content":"a\nb","role":"user"},"#
        + #"{"content":"c","role":"assistant"},{"content":"d","role":"user"}],"model":"m/1","stream":true,"#
        + #""stream_options":{"include_usage":true}}"#)
  }

  @Test("says only what is asked for")
  func options() throws {
    let hello = [ModelMessage(.user, "a")]
    let request = ModelRequest(model: "m", messages: hello, answerTokens: 5, temperature: 0.5)
    #expect(
      try body(request, asksForUsage: false)
        == #"{"max_tokens":5,"messages":[{"content":"a","role":"user"}],"model":"m","stream":true,"temperature":0.5}"#)
    #expect(!(try body(ModelRequest(model: "m", system: "", messages: hello)).contains("system")))
  }

  @Test("carries pictures as data URLs, and files in the text")
  func pictures() throws {
    let message = ModelMessage(
      role: .user,
      parts: [.text("<file>"), .text("look"), .image(mime: "image/png", base64: "iVBOR/w0=")])
    #expect(
      try body(ModelRequest(model: "m", messages: [message]), asksForUsage: false)
        == #"{"messages":[{"content":[{"text":"<file>","type":"text"},{"text":"look","type":"text"},"#
        + #"{"image_url":{"url":"data:image/png;base64,iVBOR/w0="},"type":"image_url"}],"role":"user"}],"#
        + #""model":"m","stream":true}"#)
    let files = ModelMessage(role: .user, parts: [.text("file"), .text("words")])
    #expect(try body(ModelRequest(model: "m", messages: [files])).contains(#""content":"file\n\nwords""#))
  }

  @Test("carries tools, calls and results, pictures of tools after the results")
  func tools() throws {
    let request = ModelRequest(
      model: "m",
      messages: [
        ModelMessage(.user, "draw"),
        ModelMessage(
          role: .assistant,
          parts: [
            .reasoning(text: "hm", signature: "reasoning_content"), .reasoning(text: "unsaid", signature: nil),
            .toolCall(ModelCall(id: "aaaaaaaaa", name: "draw", arguments: "{\"n\": 1}")),
            .toolCall(ModelCall(id: "bbbbbbbbb", name: "now", arguments: "{}", extra: .object(["g": .string("s")]))),
          ]),
        ModelMessage(
          role: .user,
          parts: [
            .toolResult(
              id: "aaaaaaaaa", name: "draw", text: "done", images: [ModelImage(mime: "image/png", base64: "AA==")],
              isError: false),
            .toolResult(id: "bbbbbbbbb", name: "now", text: "noon", images: [], isError: true),
          ]),
      ],
      tools: [ToolDescription(name: "draw", purpose: "Draws.", parameters: .object(["type": .string("object")]))])
    #expect(
      try body(request, asksForUsage: false)
        == #"{"messages":[{"content":"draw","role":"user"},{"content":null,"reasoning_content":"hm","#
        + #""role":"assistant","tool_calls":[{"function":{"arguments":"{\"n\": 1}","name":"draw"},"#
        + #""id":"aaaaaaaaa","type":"function"},{"extra_content":{"g":"s"},"function":{"arguments":"{}","#
        + #""name":"now"},"id":"bbbbbbbbb","type":"function"}]},"#
        + #"{"content":"done","role":"tool","tool_call_id":"aaaaaaaaa"},"#
        + #"{"content":"noon","role":"tool","tool_call_id":"bbbbbbbbb"},"#
        + #"{"content":[{"text":"[What draw returned:]","type":"text"},"#
        + #"{"image_url":{"url":"data:image/png;base64,AA=="},"type":"image_url"}],"role":"user"}],"#
        + #""model":"m","stream":true,"tool_choice":"auto","tools":[{"function":{"description":"Draws.","#
        + #""name":"draw","parameters":{"type":"object"}},"type":"function"}]}"#)
  }

  @Test("carries thoughts as the server turned out to want them")
  func thoughts() throws {
    func answer(_ parts: [ModelMessage.Part], _ thoughts: OpenAIManners.Thoughts) -> [String: JSONValue] {
      guard case .object(let members) = OpenAIAnswer(ModelMessage(role: .assistant, parts: parts), thoughts).json
      else { return [:] }
      return members
    }
    let call = ModelMessage.Part.toolCall(ModelCall(id: "1", name: "n", arguments: "{}"))
    let thought = ModelMessage.Part.reasoning(text: "hm", signature: "reasoning")
    #expect(answer([thought, call], .asSent)["reasoning"] == .string("hm"))
    #expect(answer([thought, .text("x")], .asSent)["reasoning"] == nil, "only a call is worth it")
    #expect(answer([thought, call], .never)["reasoning"] == nil)
    #expect(answer([call], .asSent)["reasoning_content"] == nil)
    #expect(answer([call], .always)["reasoning_content"] == .string(""))
    #expect(answer([.text("x")], .always)["reasoning_content"] == nil)
  }
}
