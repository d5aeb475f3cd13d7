import Chat
import Testing

@testable import Agent

private func body(_ request: ModelRequest, asksForUsage: Bool = true) throws -> String {
  String(decoding: try OpenAIRequest(request: request, asksForUsage: asksForUsage).body(), as: UTF8.self)
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
    let request = ModelRequest(model: "m", messages: [], answerTokens: 5, temperature: 0.5)
    #expect(
      try body(request, asksForUsage: false)
        == #"{"max_tokens":5,"messages":[],"model":"m","stream":true,"temperature":0.5}"#)
    #expect(!(try body(ModelRequest(model: "m", system: "", messages: [])).contains("system")))
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
}
