import Chat

@testable import Agent

/// Answers of the Messages API that end otherwise than most.
extension Recording {
  /// A thought whose words are left out, as models since Claude 4.7 do unless asked.
  static let claudeHides = Recording(
    server: "Anthropic, thinking out of sight",
    stream: """
      data: {"type":"message_start","message":{"usage":{"input_tokens":5,"output_tokens":1}}}

      data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

      data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"S1"}}

      data: {"type":"content_block_stop","index":0}

      data: {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"t","name":"now",\
      "input":{}}}

      data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{}"}}

      data: {"type":"content_block_stop","index":1}

      data: {"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":3}}

      data: {"type":"message_stop"}


      """,
    text: "", calls: [ModelCall(id: "t", name: "now", arguments: "{}")],
    said: [.reasoning(text: "", signature: "anthropic:S1")], finishReason: "tool_use",
    usage: Usage(promptTokens: 5, completionTokens: 3), split: ["end of reasoning", "progress: preparing now"])

  /// The longest answer was reached in the middle of a call.
  static let claudeIsCut = Recording(
    server: "Anthropic, cut",
    stream: """
      data: {"type":"message_start","message":{"usage":{"input_tokens":5,"output_tokens":1}}}

      data: {"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t","name":"write_file",\
      "input":{}}}

      data: {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta",\
      "partial_json":"{\\"text\\":\\"lo"}}

      data: {"type":"content_block_stop","index":0}

      data: {"type":"message_delta","delta":{"stop_reason":"max_tokens"},"usage":{"output_tokens":9}}

      data: {"type":"message_stop"}


      """,
    text: "", finishReason: "max_tokens", usage: Usage(promptTokens: 5, completionTokens: 9),
    split: ["progress: preparing write_file"])

  static let claudeRefuses = Recording(
    server: "Anthropic, refusing",
    stream: """
      data: {"type":"message_start","message":{"usage":{"input_tokens":5,"output_tokens":1}}}

      data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

      data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Half"}}

      data: {"type":"content_block_stop","index":0}

      data: {"type":"message_delta","delta":{"stop_reason":"refusal","stop_details":{"type":"refusal"}},\
      "usage":{"output_tokens":2}}

      data: {"type":"message_stop"}


      """,
    text: "Half", said: [.text("Half")], finishReason: "refusal", usage: Usage(promptTokens: 5, completionTokens: 2))

  static let claudeIsOverloaded = Recording(
    server: "Anthropic, overloaded in the midst of it",
    stream: """
      event: message_start
      data: {"type":"message_start","message":{"usage":{"input_tokens":5,"output_tokens":1}}}

      event: content_block_start
      data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Half"}}

      event: error
      data: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},"request_id":"req_1"}


      """,
    text: "Half", said: [.text("Half")], finishReason: nil, usage: nil, failure: "Overloaded", isDone: false)

  /// A server that translates: what a block is comes at once, its end and the message's are missing, and a word of
  /// another dialect closes it.
  static let imitator = Recording(
    server: "imitator of Anthropic",
    stream:
      "data:{\"type\":\"message_start\",\"message\":{}}\r\n\r\n"
      + "data:{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"thinking\","
      + "\"thinking\":\"Hm\"}}\r\n\r\ndata:{\"type\":\"content_block_stop\",\"index\":0}\r\n\r\n"
      + "data:{\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"tool_use\",\"id\":\"t\","
      + "\"name\":\"now\",\"input\":{\"zone\":\"UTC\"}}}\r\n\r\n"
      + "data:{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":2,"
      + "\"input_tokens\":1}}\r\n\r\ndata:[DONE]\r\n\r\n",
    text: "", reasoning: "Hm", calls: [ModelCall(id: "t", name: "now", arguments: #"{"zone":"UTC"}"#)],
    said: [.reasoning(text: "Hm", signature: "anthropic:")], finishReason: "end_turn",
    usage: Usage(promptTokens: 1, completionTokens: 2))

  static let plainClaude = Recording(
    server: "Anthropic, in one piece",
    stream:
      #"{"id":"msg_1","type":"message","role":"assistant","content":[{"type":"thinking","thinking":"Hm","#
      + #""signature":"S"},{"type":"text","text":"So."},{"type":"tool_use","id":"t","name":"exec","#
      + #""input":{"command":"ls"}}],"stop_reason":"tool_use","usage":{"input_tokens":1,"output_tokens":2}}"#,
    text: "So.", reasoning: "Hm", calls: [ModelCall(id: "t", name: "exec", arguments: #"{"command":"ls"}"#)],
    said: [.reasoning(text: "Hm", signature: "anthropic:S"), .text("So.")], finishReason: "tool_use",
    usage: Usage(promptTokens: 1, completionTokens: 2))
}
