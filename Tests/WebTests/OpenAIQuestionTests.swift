import Agent
import Chat
import Testing

@testable import Web

/// What is asked of `/v1/chat/completions`, read.
@Suite struct OpenAIQuestionTests {
  private static func read(_ json: String) throws(Failure) -> OpenAIQuestion {
    try OpenAIQuestion(body: Array(json.utf8), showsReasoning: true)
  }

  private static func messages(_ json: String) throws(Failure) -> OpenAIQuestion {
    try read(#"{"model":"m","messages":[\#(json)]}"#)
  }

  private static func refusal(_ json: String) -> Failure? {
    do { _ = try read(json) } catch { return error }
    return nil
  }

  private static func refusal(ofMessages json: String) -> Failure? {
    refusal(#"{"model":"m","messages":[\#(json)]}"#)
  }

  @Test func readsAllThatCounts() throws {
    let question = try Self.read(
      #"""
      {"model":"helper","stream":true,"stream_options":{"include_usage":true},"temperature":0.5,"max_tokens":7,
       "stop":["A",""],"seed":1,"user":"u","top_p":1,"unknown":{"a":[]},"n":1,"tools":[],"logprobs":false,
       "response_format":{"type":"text"},"messages":[{"role":"user","content":"hi"}]}
      """#)
    #expect((question.model, question.isStreamed, question.wantsUsage) == ("helper", true, true))
    #expect(question.stops == ["A"])
    #expect((question.request.temperature, question.request.answerTokens) == (0.5, 7))
    #expect(question.request.messages == [ModelMessage(.user, "hi")])
  }

  @Test func nullIsNothing() throws {
    let question = try Self.read(
      #"""
      {"model":"m","stream":null,"stream_options":null,"temperature":null,"max_tokens":null,"max_completion_tokens":9,
       "stop":null,"n":null,"tools":null,"messages":[{"role":"user","content":"hi","name":null}]}
      """#)
    #expect(!question.isStreamed && !question.wantsUsage && question.stops.isEmpty)
    #expect((question.request.temperature, question.request.answerTokens) == (nil, 9))
  }

  @Test func instructionsComeFirstOrStayWhereTheyStand() throws {
    let question = try Self.messages(
      #"""
      {"role":"system","content":"One."},{"role":"developer","content":[{"type":"text","text":"Two."}]},
      {"role":"user","content":"hi"},{"role":"assistant","content":"yes"},{"role":"user","content":"so"},
      {"role":"system","content":"Be brief."}
      """#)
    #expect(question.request.system == "One.\n\nTwo.")
    let last = ModelMessage(role: .user, parts: [.text("so"), .text("Be brief.")])
    #expect(question.request.messages == [ModelMessage(.user, "hi"), ModelMessage(.assistant, "yes"), last])
  }

  @Test func picturesStandInTheRequest() throws {
    let question = try Self.messages(
      #"""
      {"role":"user","content":[{"type":"text","text":"see"},
       {"type":"image_url","image_url":{"url":"data:image/jpg;charset=x;base64,QUJD","detail":"low"}},
       {"type":"image_url","image_url":"data:image/png;base64,QQ=="}]}
      """#)
    #expect(
      question.request.messages[0].parts == [
        .text("see"), .image(mime: "image/jpeg", base64: "QUJD"), .image(mime: "image/png", base64: "QQ=="),
      ])
  }

  @Test func callsOfOthersKeepTheirResultsAndThoughts() throws {
    let question = try Self.messages(
      #"""
      {"role":"user","content":"go"},
      {"role":"assistant","content":null,"reasoning_content":"hm","tool_calls":[
       {"id":"a","type":"function","function":{"name":"f","arguments":"{}"}},{"id":"b","function":{"name":"g"}}]},
      {"role":"tool","tool_call_id":"a","content":"A"},{"role":"tool","tool_call_id":"b","content":"B"},
      {"role":"assistant","content":"done"}
      """#)
    #expect(
      question.request.messages == [
        ModelMessage(.user, "go"),
        ModelMessage(
          role: .assistant,
          parts: [
            .reasoning(text: "hm", signature: "reasoning_content"),
            .toolCall(ModelCall(id: "a", name: "f", arguments: "{}")),
            .toolCall(ModelCall(id: "b", name: "g", arguments: "{}")),
          ]),
        ModelMessage(
          role: .user,
          parts: [
            .toolResult(id: "a", name: "f", text: "A", images: [], isError: false),
            .toolResult(id: "b", name: "g", text: "B", images: [], isError: false),
          ]),
        ModelMessage(.assistant, "done"),
      ])
  }

  @Test(arguments: [
    ("", "bad_json"), ("nonsense", "bad_json"), ("{", "bad_json"), (#"{"model":"m"}{"#, "bad_json"),
    (String(repeating: "[", count: 5_000), "bad_json"), ("[]", "invalid_value"), ("null", "invalid_value"),
    ("7", "invalid_value"), ("{}", "missing_required_parameter"),
  ])
  func whatIsNoQuestionIsRefused(body: String, code: String) {
    let refusal = Self.refusal(body)
    #expect((refusal?.status, refusal?.code) == (400, code))
  }

  @Test func aStopIsAsLongAloneAsInAList() throws {
    let rest = #""messages":[{"role":"user","content":"x"}]"#
    let (fits, long) = (String(repeating: "a", count: 1_000), String(repeating: "a", count: 1_001))
    for stop in [#""\#(fits)""#, #"["\#(fits)"]"#] {
      #expect(try Self.read(#"{"stop":\#(stop),\#(rest)}"#).stops == [fits])
    }
    #expect(try Self.read(#"{"stop":"",\#(rest)}"#).stops.isEmpty)
    for stop in [#""\#(long)""#, #"["\#(long)"]"#, "5", #"{"a":1}"#] {
      let refusal = Self.refusal(#"{"stop":\#(stop),\#(rest)}"#)
      #expect((refusal?.status, refusal?.param) == (400, "stop"))
      #expect(refusal?.message.contains("must be a text or a list") == true)
    }
  }

  @Test func whatIsNoUTF8IsRefused() {
    #expect(throws: Failure.self) { try OpenAIQuestion(body: [0x7B, 0xFF, 0x7D], showsReasoning: true) }
  }

  @Test(arguments: [
    (#""model":7"#, "model"), (#""stream":"yes""#, "stream"), (#""stream_options":[]"#, "stream_options"),
    (#""temperature":3"#, "temperature"), (#""temperature":"hot""#, "temperature"), (#""max_tokens":0"#, "max_tokens"),
    (#""max_tokens":1.5"#, "max_tokens"), (#""max_completion_tokens":1e300"#, "max_completion_tokens"),
    (#""stop":7"#, "stop"), (#""stop":[7]"#, "stop"), (#""n":2"#, "n"), (#""n":-1"#, "n"),
    (#""logprobs":true"#, "logprobs"), (#""top_logprobs":2"#, "logprobs"), (#""tools":{}"#, "tools"),
    (#""tools":[{"type":"function"}]"#, "tools"), (#""functions":[{}]"#, "functions"),
    (#""response_format":{"type":"json_object"}"#, "response_format"),
    (#""modalities":["text","audio"]"#, "modalities"),
    (#""messages":[]"#, "messages"), (#""messages":{}"#, "messages"), (#""messages":[[]]"#, "messages[0]"),
  ])
  func whatCannotBeHadIsRefusedByName(member: String, path: String) {
    let rest = member.contains(#""messages""#) ? "" : #","messages":[{"role":"user","content":"x"}]"#
    let refusal = Self.refusal("{\(member)\(rest)}")
    #expect((refusal?.status, refusal?.param) == (400, path))
  }

  @Test(arguments: [
    (#"{"content":"x"}"#, "messages[0].role"), (#"{"role":"function","content":"x"}"#, "messages[0].role"),
    (#"{"role":"user","content":7}"#, "messages[0].content"),
    (#"{"role":"user","content":["x"]}"#, "messages[0].content[0]"),
    (#"{"role":"user","content":[{"type":"input_audio"}]}"#, "messages[0].content[0].type"),
    (#"{"role":"user","content":[{"type":"text"}]}"#, "messages[0].content[0].text"),
    (#"{"role":"assistant","content":[{"type":"image_url"}]}"#, "messages[0].content[0].type"),
    (#"{"role":"assistant","tool_calls":[{"id":"a"}]}"#, "messages[0].tool_calls[0]"),
    (#"{"role":"assistant","function_call":{}}"#, "messages[0].function_call"),
    (#"{"role":"tool","tool_call_id":"a","content":"x"}"#, "messages[0].tool_call_id"),
  ])
  func aMessageThatIsNoneIsRefusedByItsPath(message: String, path: String) {
    let refusal = Self.refusal(ofMessages: message)
    #expect((refusal?.status, refusal?.param) == (400, path))
  }

  @Test(arguments: [
    "https://example.org/a.png", "http://127.0.0.1/a.png", "file:///etc/passwd", "", "data:", "data:,",
    "data:image/png,x", "data:image/svg+xml;base64,QUJD", "data:image/png;base64,", "data:image/png;base64,QQ",
    "data:image/png;base64,Q===", "data:image/png;base64,Q Q=", "data:image/png;base64,QU-_",
    "data:text/html;base64,QUJD",
  ])
  func aPictureFromElsewhereIsNotFetched(url: String) {
    let part = #"{"type":"image_url","image_url":{"url":"\#(url)"}}"#
    let refusal = Self.refusal(ofMessages: #"{"role":"user","content":[\#(part)]}"#)
    #expect((refusal?.status, refusal?.param) == (400, "messages[0].content[0].image_url"))
  }

  @Test func moreValuesThanAnyHistoryHasAreNotDecoded() {
    let many = String(repeating: "[],", count: OpenAIQuestion.valuesLimit / 2)
    #expect(Self.refusal(#"{"x":[\#(many)1]}"#)?.message.contains("more than") == true)
    let words = String(repeating: #",[\","#, count: OpenAIQuestion.valuesLimit)
    #expect(Self.refusal(ofMessages: #"{"role":"user","content":"\#(words)"}"#) == nil)
  }

  @Test func whatBreaksOffIsRefusedWhereverItDoes() {
    let whole = Array(
      #"""
      {"model":"m","stop":["\u00e9"],"messages":[{"role":"user","content":[{"type":"text","text":"größer 🐦"}]},
       {"role":"assistant","content":null,"tool_calls":[{"id":"a","function":{"name":"f","arguments":"{}"}}]}]}
      """#.utf8)
    for end in whole.indices {
      #expect(throws: Failure.self) { try OpenAIQuestion(body: Array(whole[..<end]), showsReasoning: true) }
    }
    for place in whole.indices {
      for byte: UInt8 in [0, UInt8(ascii: "\""), UInt8(ascii: "["), UInt8(ascii: "7"), 0xC3] {
        var other = whole
        other[place] = byte
        let refusal = Result { () throws(Failure) in try OpenAIQuestion(body: other, showsReasoning: true) }
        if case .failure(let failure) = refusal { #expect(failure.status == 400) }
      }
    }
  }

  @Test func toolsThatMayNotBeCalledAreNoTools() throws {
    let json = #"{"tools":[{}],"tool_choice":"none","messages":[{"role":"user","content":"x"}]}"#
    #expect(try Self.read(json).request.tools.isEmpty)
  }
}
