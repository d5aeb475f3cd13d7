import Chat
import Testing

@testable import Agent

/// Chunks as servers send them, and as nobody sends them.
private struct ChunkMaker {
  var random = SystemRandomNumberGenerator()

  mutating func chunk() -> String {
    var members = [#""id":"chatcmpl-1""#, #""object":"chat.completion.chunk""#, #""created":1700000000"#]
    members.append(#""choices":\#(choices())"#)
    if flip() { members.append(#""usage":\#(usage())"#) }
    if flip() { members.append(#""error":null"#) }
    if flip() { members.append(#""timings":{"predicted_ms":12.5e1,"list":[1,null,true,{"x":"]}"}]}"#) }
    return "{" + members.shuffled(using: &random).joined(separator: flip() ? "," : " , ") + "}"
  }

  private mutating func choices() -> String {
    guard Int.random(in: 0..<10, using: &random) > 0 else { return "[]" }
    var members = [#""index":0"#, #""delta":\#(delta())"#, #""logprobs":null"#]
    if flip() {
      members.append(
        #""finish_reason":\#(["null", "\"stop\"", "\"length\""].randomElement(using: &random)!)"#)
    }
    let choice = "{" + members.shuffled(using: &random).joined(separator: ",") + "}"
    return flip() ? "[\(choice)]" : #"[\#(choice), {"index":1,"delta":{"content":"other"}}]"#
  }

  private mutating func delta() -> String {
    var members = [#""role":"assistant""#]
    if flip() { members.append(#""content":\#(text())"#) }
    if flip() { members.append(#""reasoning_content":\#(text())"#) }
    if flip() { members.append(#""reasoning":\#(text())"#) }
    if flip() { members.append(#""tool_calls":\#(calls())"#) }
    if flip() { members.append(#""function_call":null"#) }
    if flip() { members.append(#""content_extra":{"a":[]}"#) }
    return "{" + members.shuffled(using: &random).joined(separator: ",") + "}"
  }

  private mutating func calls() -> String {
    guard flip() else { return flip() ? "null" : "[]" }
    let calls = (0..<Int.random(in: 1...3, using: &random)).map { _ in
      var members = [#""type":"function""#, #""function":\#(function())"#]
      if flip() { members.append(#""index":\#(flip() ? "null" : "1")"#) }
      if flip() { members.append(#""id":\#(text())"#) }
      if flip() { members.append(#""extra_content":null"#) }
      return "{" + members.shuffled(using: &random).joined(separator: ",") + "}"
    }
    return "[" + calls.joined(separator: ",") + "]"
  }

  private mutating func function() -> String {
    var members: [String] = []
    if flip() { members.append(#""name":\#(text())"#) }
    if flip() { members.append(#""arguments":\#(text())"#) }
    return "{" + members.joined(separator: ",") + "}"
  }

  private mutating func text() -> String {
    let bits = [
      "a", " ", "word", #"\n"#, #"\""#, #"\\"#, "é", "日", "🦜", #"\ud83e\udd9c"#, #"\u00e9"#, #"\/"#, "}", "]",
    ]
    if Int.random(in: 0..<8, using: &random) == 0 { return "null" }
    return "\""
      + (0..<Int.random(in: 0...6, using: &random)).map { _ in bits.randomElement(using: &random)! }.joined()
      + "\""
  }

  private mutating func usage() -> String {
    [
      "null", "{}", #"{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}"#,
      #"{"completion_tokens":4,"prompt_tokens":3,"completion_tokens_details":{"reasoning_tokens":2,"#
        + #""x":null}}"#,
      #"{"prompt_tokens":3,"completion_tokens":4,"completion_tokens_details":null,"#
        + #""prompt_tokens_details":{"a":1}}"#,
    ].randomElement(using: &random)!
  }

  private mutating func flip() -> Bool { .random(using: &random) }
}

@Suite("The quick reader of chunks")
struct OpenAIChunkScannerTests {
  @Test("reads what JSONDecoder reads, on thousands of chunks")
  func agrees() throws {
    var maker = ChunkMaker()
    for _ in 0..<3_000 {
      let text = maker.chunk()
      let value = try #require(JSONValue(json: text.utf8), "\(text)")
      #expect(OpenAIChunkScanner.scan(Array(text.utf8)) == OpenAIChunk(value), "\(text)")
    }
  }

  @Test("accepts no chunk that was cut or spoilt")
  func cutShort() {
    let chunk = Array(
      #"{"choices":[{"delta":{"content":"a\u00e9","reasoning":null},"finish_reason":"stop"}],"usage":null}"#
        .utf8)
    #expect(OpenAIChunkScanner.scan(chunk)?.text == "aé")
    for count in 0..<chunk.count { #expect(OpenAIChunkScanner.scan(Array(chunk[..<count])) == nil) }
    #expect(OpenAIChunkScanner.scan(chunk + [UInt8(ascii: "}")]) == nil)
  }

  @Test(
    "leaves the unusual to JSONDecoder",
    arguments: [
      #"{"choices":[{"delta":{"content":[{"type":"text","text":"a"}]}}]}"#,
      #"{"choices":[{"delta":{"reasoning":{"text":"a"}}}]}"#,
      #"{"choices":[{"delta":{"content":"","reasoning_details":[{"text":"a"}]}}]}"#,
      #"{"error":{"message":"no"}}"#, #"{"choices":[{"message":{"content":"a"}}]}"#,
      #"{"usage":{"prompt_tokens":1.0,"completion_tokens":2}}"#, "[]", "null", "\"x\"", "",
      #"{"choices":[{"delta":{"tool_calls":[{"function":{"name":"a","arguments":{}}}]}}]}"#,
      #"{"choices":[{"delta":{"tool_calls":[{"name":"a","arguments":"{}"}]}}]}"#,
      #"{"choices":[{"delta":{"tool_calls":[{"function":{"name":"a"},"extra_content":{"google":{}}}]}}]}"#,
      #"{"choices":[{"delta":{"function_call":{"name":"a"}}}]}"#,
    ])
  func unusual(_ text: String) { #expect(OpenAIChunkScanner.scan(Array(text.utf8)) == nil) }
}
