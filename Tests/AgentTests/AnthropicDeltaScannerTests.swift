import Chat
import Testing

@testable import Agent

@Suite("The quick reader of deltas")
struct AnthropicDeltaScannerTests {
  @Test("reads what JSONDecoder reads, on thousands of deltas")
  func agrees() throws {
    let kinds = [
      ("text_delta", "text"), ("thinking_delta", "thinking"), ("signature_delta", "signature"),
      ("input_json_delta", "partial_json"), ("citations_delta", "citation"),
    ]
    let bits = ["a", " ", #"\n"#, #"\""#, #"\\"#, "é", "🦜", #"\ud83e\udd9c"#, "{", "]", #"\/"#]
    for _ in 0..<1_000 {
      let (type, key) = try #require(kinds.randomElement())
      let text = (0..<Int.random(in: 0...5)).compactMap { _ in bits.randomElement() }.joined()
      let delta = [#""type":"\#(type)""#, #""\#(key)":"\#(text)""#].shuffled().joined(separator: ",")
      let json = [
        #""type":"content_block_delta""#, #""index":\#(Int.random(in: 0...9))"#, #""delta":{\#(delta)}"#,
        #""extra":[1.5,{"a":null}]"#,
      ].shuffled().joined(separator: " , ")
      let bytes = Array("{\(json)}".utf8)
      #expect(AnthropicDeltaScanner.scan(bytes) == AnthropicEvent(try #require(JSONValue(json: bytes))), "\(json)")
    }
  }

  @Test("accepts none that was cut or spoilt")
  func cutShort() {
    let bytes = Array(#"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a"}}"#.utf8)
    #expect(AnthropicDeltaScanner.scan(bytes) == .delta(0, .text("a")))
    for count in 0..<bytes.count { #expect(AnthropicDeltaScanner.scan(Array(bytes[..<count])) == nil) }
    #expect(AnthropicDeltaScanner.scan(bytes + [UInt8(ascii: "}")]) == nil)
  }

  @Test(
    "leaves the unusual to JSONDecoder",
    arguments: [
      #"{"type":"ping"}"#, #"{"type":"content_block_delta","error":{"message":"no"}}"#,
      #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":null}}"#,
      #"{"type":"content_block_delta","index":0.5,"delta":{"type":"text_delta","text":"a"}}"#, "[]", "",
    ])
  func unusual(_ text: String) { #expect(AnthropicDeltaScanner.scan(Array(text.utf8)) == nil) }
}
