import Chat

@testable import Agent

/// Answers of the Messages API, in its own dialect and in those of its imitators.
extension Recording {
  static let anthropic = [
    claude, claudeThinks, claudeCalls, claudeHides, claudeIsCut, claudeRefuses, claudeIsOverloaded, imitator,
    plainClaude,
  ]

  static let claude = Recording(
    server: "Anthropic",
    stream: """
      event: message_start
      data: {"type":"message_start","message":{"id":"msg_01","type":"message","role":"assistant","content":[],\
      "model":"claude-opus-4-5","stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":25,\
      "cache_creation_input_tokens":0,"cache_read_input_tokens":100,"output_tokens":1,"service_tier":"standard"}}}

      event: content_block_start
      data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

      event: ping
      data: {"type": "ping"}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Grüße, "}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"\\ud83e\\udd9c!"}}

      event: content_block_stop
      data: {"type":"content_block_stop","index":0}

      event: message_delta
      data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},\
      "usage":{"output_tokens":15}}

      event: message_stop
      data: {"type":"message_stop"}


      """,
    text: "Grüße, 🦜!", said: [.text("Grüße, 🦜!")], finishReason: "end_turn",
    usage: Usage(promptTokens: 125, completionTokens: 15))

  /// A thought with its signature, and one that only the provider can read.
  static let claudeThinks = Recording(
    server: "Anthropic, thinking",
    stream: """
      event: message_start
      data: {"type":"message_start","message":{"id":"msg_02","usage":{"input_tokens":5,"output_tokens":1}}}

      event: content_block_start
      data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Let me"}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":" see."}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"EqQB+/=="}}

      event: content_block_stop
      data: {"type":"content_block_stop","index":0}

      event: content_block_start
      data: {"type":"content_block_start","index":1,"content_block":{"type":"redacted_thinking","data":"Emw=="}}

      event: content_block_stop
      data: {"type":"content_block_stop","index":1}

      event: content_block_start
      data: {"type":"content_block_start","index":2,"content_block":{"type":"text","text":""}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":2,"delta":{"type":"text_delta","text":"Four."}}

      event: content_block_stop
      data: {"type":"content_block_stop","index":2}

      event: message_delta
      data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},\
      "usage":{"input_tokens":5,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":30}}

      event: message_stop
      data: {"type":"message_stop"}


      """,
    text: "Four.", reasoning: "Let me see.",
    said: [
      .reasoning(text: "Let me see.", signature: "anthropic:EqQB+/=="),
      .reasoning(text: "", signature: "anthropic-redacted:Emw=="), .text("Four."),
    ],
    finishReason: "end_turn", usage: Usage(promptTokens: 5, completionTokens: 30),
    split: ["reasoning: Let me see.", "end of reasoning", "end of reasoning", "text: Four."])

  /// Two calls side by side, one of them without arguments.
  static let claudeCalls = Recording(
    server: "Anthropic, with calls",
    stream: """
      event: message_start
      data: {"type":"message_start","message":{"id":"msg_03","usage":{"input_tokens":472,"output_tokens":2}}}

      event: content_block_start
      data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"I look."}}

      event: content_block_stop
      data: {"type":"content_block_stop","index":0}

      event: content_block_start
      data: {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"toolu_01T1",\
      "name":"read_file","input":{}}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":""}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\\"path\\":"}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":" \\"ü.md\\"}"}}

      event: content_block_stop
      data: {"type":"content_block_stop","index":1}

      event: content_block_start
      data: {"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"toolu_02","name":"now",\
      "input":{}}}

      event: content_block_stop
      data: {"type":"content_block_stop","index":2}

      event: message_delta
      data: {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},\
      "usage":{"output_tokens":89}}

      event: message_stop
      data: {"type":"message_stop"}


      """,
    text: "I look.",
    calls: [
      ModelCall(id: "toolu_01T1", name: "read_file", arguments: #"{"path": "ü.md"}"#),
      ModelCall(id: "toolu_02", name: "now", arguments: "{}"),
    ],
    said: [.text("I look.")], finishReason: "tool_use", usage: Usage(promptTokens: 472, completionTokens: 89))
}
