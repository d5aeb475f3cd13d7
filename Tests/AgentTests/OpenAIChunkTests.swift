import Chat
import Testing

@testable import Agent

private func chunk(_ json: String) -> OpenAIChunk? { OpenAIChunk(Array(json.utf8)) }

private func delta(_ json: String) -> OpenAIChunk? { chunk(#"{"choices":[{"delta":\#(json)}]}"#) }

@Suite("A chunk in any dialect")
struct OpenAIChunkTests {
  @Test("content is text or parts")
  func content() {
    #expect(delta(#"{"content":"a"}"#)?.text == "a")
    #expect(delta(#"{"content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}"#)?.text == "ab")
    #expect(delta(#"{"content":null}"#)?.text == "")
    #expect(delta(#"{"refusal":"I must not"}"#)?.text == "I must not")
  }

  @Test(
    "reasoning is found wherever it is said",
    arguments: [
      #"{"reasoning_content":"why"}"#, #"{"reasoning":"why"}"#, #"{"reasoning":{"content":"why"}}"#,
      #"{"reasoning":"why","reasoning_details":[{"type":"reasoning.text","text":"why"}]}"#,
      #"{"reasoning_content":"why","reasoning":"why"}"#, #"{"thinking":"why"}"#,
      #"{"content":"","reasoning_details":[{"type":"reasoning.text","text":"why"}]}"#,
      #"{"reasoning_details":[{"type":"reasoning.summary","summary":"why"}]}"#,
      #"{"content":[{"type":"thinking","thinking":[{"type":"text","text":"why"}]}]}"#,
    ])
  func reasoning(_ json: String) {
    #expect(delta(json)?.reasoning == "why")
    #expect(delta(json)?.text == "")
  }

  @Test("a whole answer that was not streamed is a chunk, too")
  func whole() {
    let answer = chunk(
      #"{"choices":[{"message":{"role":"assistant","content":"so","reasoning_content":"why"},"#
        + #""finish_reason":"length"}],"usage":{"prompt_tokens":1,"completion_tokens":2}}"#
    )
    #expect(answer?.text == "so")
    #expect(answer?.reasoning == "why")
    #expect(answer?.finishReason == "length")
    #expect(answer?.usage == Usage(promptTokens: 1, completionTokens: 2))
  }

  @Test("an error is one, whatever else is said")
  func failure() {
    #expect(chunk(#"{"error":{"message":"no","code":502},"choices":[]}"#)?.failure?.status == 502)
    #expect(chunk(#"{"error":"no"}"#)?.failure?.message == "no")
  }

  @Test("what is no object is no chunk", arguments: ["[]", "1", "hello", "", "{", "[DONE]"])
  func noChunk(_ json: String) { #expect(chunk(json) == nil) }
}
