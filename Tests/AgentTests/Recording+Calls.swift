import Chat

@testable import Agent

/// Streams in which a model calls tools, in the dialects of those who made them.
extension Recording {
  static let withCalls = [
    openAICalls, deepSeekCalls, llamaCppCalls, ollamaCalls, vllmCalls, mistralCalls, geminiCalls, legacyCall,
    plainJSONCalls, cutCall,
  ]

  /// Two calls side by side, their arguments in pieces, numbered.
  static let openAICalls = Recording(
    server: "OpenAI with calls",
    stream: """
      data: {"id":"chatcmpl-2","choices":[{"index":0,"delta":{"role":"assistant","content":null},\
      "finish_reason":null}],"usage":null}

      data: {"id":"chatcmpl-2","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_a1",\
      "type":"function","function":{"name":"read_file","arguments":""}}]},"finish_reason":null}],"usage":null}

      data: {"id":"chatcmpl-2","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,\
      "function":{"arguments":"{\\"pa"}}]},"finish_reason":null}],"usage":null}

      data: {"id":"chatcmpl-2","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,\
      "function":{"arguments":"th\\":\\"ü}\\"}"}}]},"finish_reason":null}],"usage":null}

      data: {"id":"chatcmpl-2","choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"call_b2",\
      "type":"function","function":{"name":"list_files","arguments":""}}]},"finish_reason":null}],"usage":null}

      data: {"id":"chatcmpl-2","choices":[{"index":0,"delta":{"tool_calls":[{"index":1,\
      "function":{"arguments":"{}"}}]},"finish_reason":null}],"usage":null}

      data: {"id":"chatcmpl-2","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}],"usage":null}

      data: {"id":"chatcmpl-2","choices":[],"usage":{"prompt_tokens":80,"completion_tokens":30,\
      "total_tokens":110,"completion_tokens_details":{"reasoning_tokens":0}}}

      data: [DONE]


      """,
    text: "",
    calls: [
      ModelCall(id: "call_a1", name: "read_file", arguments: #"{"path":"ü}"}"#),
      ModelCall(id: "call_b2", name: "list_files", arguments: "{}"),
    ],
    finishReason: "tool_calls", usage: Usage(promptTokens: 80, completionTokens: 30, reasoningTokens: 0))

  /// Thoughts first, which it wants back with the call.
  static let deepSeekCalls = Recording(
    server: "DeepSeek with a call",
    stream: """
      data: {"id":"d","choices":[{"index":0,"delta":{"role":"assistant","content":null,\
      "reasoning_content":"I need"},"finish_reason":null}]}

      : keep-alive

      data: {"id":"d","choices":[{"index":0,"delta":{"content":null,"reasoning_content":" the date."},\
      "finish_reason":null}]}

      data: {"id":"d","choices":[{"index":0,"delta":{"content":"Let me look.","reasoning_content":null},\
      "finish_reason":null}]}

      data: {"id":"d","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_00_x","type":"function",\
      "function":{"name":"clock_now","arguments":""}}]},"finish_reason":null}]}

      data: {"id":"d","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{"}}]},\
      "finish_reason":null}]}

      data: {"id":"d","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,\
      "function":{"arguments":"\\"zone\\": \\"UTC\\"}"}}]},"finish_reason":null}]}

      data: {"id":"d","choices":[{"index":0,"delta":{"content":"","reasoning_content":null},\
      "finish_reason":"tool_calls"}],"usage":{"prompt_tokens":50,"completion_tokens":20,"total_tokens":70,\
      "completion_tokens_details":{"reasoning_tokens":6}}}

      data: [DONE]


      """,
    text: "Let me look.", reasoning: "I need the date.", field: "reasoning_content",
    calls: [ModelCall(id: "call_00_x", name: "clock_now", arguments: #"{"zone": "UTC"}"#)],
    finishReason: "tool_calls", usage: Usage(promptTokens: 50, completionTokens: 20, reasoningTokens: 6))

  static let llamaCppCalls = Recording(
    server: "llama.cpp with a call",
    stream: """
      data: {"choices":[{"finish_reason":null,"index":0,"delta":{"role":"assistant","content":null}}],"id":"x"}

      data: {"choices":[{"finish_reason":null,"index":0,"delta":{"tool_calls":[{"index":0,\
      "id":"q0FdHkQ2nXg1","type":"function","function":{"name":"exec","arguments":"{"}}]}}],"id":"x"}

      data: {"choices":[{"finish_reason":null,"index":0,"delta":{"tool_calls":[{"index":0,\
      "function":{"arguments":"\\"command\\":\\"ls"}}]}}],"id":"x"}

      data: {"choices":[{"finish_reason":null,"index":0,"delta":{"tool_calls":[{"index":0,\
      "function":{"arguments":"\\"}"}}]}}],"id":"x"}

      data: {"choices":[{"finish_reason":"tool_calls","index":0,"delta":{}}],"id":"x",\
      "timings":{"prompt_n":1,"prompt_ms":36.7}}

      data: [DONE]


      """,
    text: "", calls: [ModelCall(id: "q0FdHkQ2nXg1", name: "exec", arguments: #"{"command":"ls"}"#)],
    finishReason: "tool_calls")

  /// Whole calls, all of them numbered 0; `stop` although there are calls.
  static let ollamaCalls = Recording(
    server: "Ollama with calls",
    stream: """
      data: {"id":"chatcmpl-9","choices":[{"index":0,"delta":{"role":"assistant","content":"",\
      "reasoning":"Both."},"finish_reason":null}]}

      data: {"id":"chatcmpl-9","choices":[{"index":0,"delta":{"role":"assistant","content":"",\
      "tool_calls":[{"id":"call_u1","index":0,"type":"function","function":{"name":"read_file",\
      "arguments":"{\\"path\\":\\"a\\"}"}}]},"finish_reason":null}]}

      data: {"id":"chatcmpl-9","choices":[{"index":0,"delta":{"role":"assistant","content":"",\
      "tool_calls":[{"id":"call_u2","index":0,"type":"function","function":{"name":"read_file",\
      "arguments":"{\\"path\\":\\"b\\"}"}}]},"finish_reason":null}]}

      data: {"id":"chatcmpl-9","choices":[{"index":0,"delta":{"role":"assistant","content":""},\
      "finish_reason":"stop"}]}

      data: [DONE]


      """,
    text: "", reasoning: "Both.", field: "reasoning",
    calls: [
      ModelCall(id: "call_u1", name: "read_file", arguments: #"{"path":"a"}"#),
      ModelCall(id: "call_u2", name: "read_file", arguments: #"{"path":"b"}"#),
    ])

  /// The name in every piece.
  static let vllmCalls = Recording(
    server: "vLLM with a call",
    stream: """
      data: {"id":"c","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}

      data: {"id":"c","choices":[{"index":0,"delta":{"tool_calls":[{"id":"chatcmpl-tool-1","type":"function",\
      "index":0,"function":{"name":"exec"}}]},"logprobs":null,"finish_reason":null}]}

      data: {"id":"c","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"name":"exec",\
      "arguments":"{\\"command\\": \\"a"}}]},"finish_reason":null}]}

      data: {"id":"c","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"name":"exec",\
      "arguments":"b\\"}"}}]},"finish_reason":null}]}

      data: {"id":"c","choices":[{"index":0,"delta":{"content":""},"finish_reason":"tool_calls",\
      "stop_reason":null}]}

      data: [DONE]


      """,
    text: "", calls: [ModelCall(id: "chatcmpl-tool-1", name: "exec", arguments: #"{"command": "ab"}"#)],
    finishReason: "tool_calls")

  static let mistralCalls = Recording(
    server: "Mistral with calls",
    stream: """
      data: {"id":"m","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}

      data: {"id":"m","choices":[{"index":0,"delta":{"content":"","tool_calls":[{"id":"yeWzPxH1T",\
      "function":{"name":"exec","arguments":"{\\"command\\": \\"w\\"}"},"index":0},{"id":"aUcDxRT2b",\
      "function":{"name":"list_files","arguments":"{}"},"index":1}]},"finish_reason":"tool_calls"}],\
      "usage":{"prompt_tokens":7,"total_tokens":9,"completion_tokens":2}}

      data: [DONE]


      """,
    text: "",
    calls: [
      ModelCall(id: "yeWzPxH1T", name: "exec", arguments: #"{"command": "w"}"#),
      ModelCall(id: "aUcDxRT2b", name: "list_files", arguments: "{}"),
    ],
    finishReason: "tool_calls", usage: Usage(promptTokens: 7, completionTokens: 2))

  /// No number, no id, `stop`, and a signature that it wants back.
  static let geminiCalls = Recording(
    server: "Gemini with calls",
    stream: """
      data: {"choices":[{"delta":{"role":"assistant","tool_calls":[{"extra_content":{"google":\
      {"thought_signature":"CpQB+/="}},"function":{"arguments":"{\\"path\\":\\"a\\"}","name":"read_file"},\
      "id":"","type":"function"}]},"index":0}],"created":1,"model":"gemini-3-pro","object":"chat.completion.chunk"}

      data: {"choices":[{"delta":{"tool_calls":[{"function":{"arguments":"{\\"path\\":\\"b\\"}",\
      "name":"read_file"},"id":"","type":"function"}]},"index":0}]}

      data: {"choices":[{"delta":{"role":"assistant"},"finish_reason":"stop","index":0}],\
      "usage":{"completion_tokens":9,"prompt_tokens":8,"total_tokens":17}}

      data: [DONE]


      """,
    text: "",
    calls: [
      ModelCall(
        id: "", name: "read_file", arguments: #"{"path":"a"}"#,
        extra: .object(["google": .object(["thought_signature": .string("CpQB+/=")])])),
      ModelCall(id: "", name: "read_file", arguments: #"{"path":"b"}"#),
    ],
    usage: Usage(promptTokens: 8, completionTokens: 9))
}
