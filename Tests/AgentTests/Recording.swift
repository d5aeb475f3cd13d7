import Chat
import Testing

@testable import Agent

/// A stream as a server of one kind sends it, and what it says.
struct Recording: CustomTestStringConvertible, Sendable {
  var server: String
  var stream: String
  var text: String
  var reasoning = ""
  /// The field in which a server sends thoughts that it takes back.
  var field: String?
  var calls: [ModelCall] = []
  /// What goes back in the next round.
  var said: [ModelMessage.Part] = []
  var finishReason: String? = "stop"
  var usage: Usage?
  var failure: String?
  var isDone = true
  /// As `RecordingWriter` writes it down, where thoughts stand in the text.
  var split: [String] = []

  var shown: [String] {
    if !split.isEmpty { return split }
    let thought = reasoning.isEmpty ? [] : ["reasoning: " + reasoning, "end of reasoning"]
    return thought + (text.isEmpty ? [] : ["text: " + text]) + calls.map { "progress: preparing \($0.name)" }
  }

  var testDescription: String { server }

  static let all =
    [
      openAI, azure, deepSeek, openRouter, ollama, llamaCpp, vllm, mistral, midStreamError, namedError,
      carriageReturns,
      plainJSON, prettyJSON, withoutDone,
    ] + withCalls

  static let openAI = Recording(
    server: "OpenAI",
    stream: """
      data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-4o",\
      "service_tier":"default","system_fingerprint":"fp","choices":[{"index":0,"delta":{"role":"assistant",\
      "content":"","refusal":null},"logprobs":null,"finish_reason":null}],"usage":null,"obfuscation":"x1"}

      data: {"id":"chatcmpl-1","choices":[{"index":0,"delta":{"content":"Grüße"},"logprobs":null,\
      "finish_reason":null}],"usage":null}

      data: {"id":"chatcmpl-1","choices":[{"index":0,"delta":{"content":", \\ud83e\\udd9c\\n"},\
      "finish_reason":null}],"usage":null}

      data: {"id":"chatcmpl-1","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":null}

      data: {"id":"chatcmpl-1","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":3,\
      "total_tokens":12,"completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0}}}

      data: [DONE]


      """,
    text: "Grüße, 🦜\n", usage: Usage(promptTokens: 9, completionTokens: 3, reasoningTokens: 0))

  static let azure = Recording(
    server: "Azure",
    stream: """
      data: {"choices":[],"created":0,"id":"","model":"","object":"",\
      "prompt_filter_results":[{"prompt_index":0,"content_filter_results":{"hate":{"filtered":false,\
      "severity":"safe"}}}]}

      data: {"choices":[{"content_filter_results":{},"delta":{"content":"","role":"assistant"},\
      "finish_reason":null,"index":0}],"id":"c"}

      data: {"choices":[{"content_filter_results":{"hate":{"filtered":false}},"delta":{"content":"Hi"},\
      "finish_reason":null,"index":0}],"id":"c"}

      data: {"choices":[{"content_filter_results":{},"delta":{},"finish_reason":"content_filter",\
      "index":0}],"id":"c"}

      data: [DONE]


      """,
    text: "Hi", finishReason: "content_filter")

  static let deepSeek = Recording(
    server: "DeepSeek",
    stream: """
      : keep-alive

      data: {"id":"d","choices":[{"index":0,"delta":{"role":"assistant","content":null,\
      "reasoning_content":""},"logprobs":null,"finish_reason":null}]}

      data: {"id":"d","choices":[{"index":0,"delta":{"content":null,"reasoning_content":"Let me"},\
      "finish_reason":null}]}

      data: {"id":"d","choices":[{"index":0,"delta":{"content":null,"reasoning_content":" see."},\
      "finish_reason":null}]}

      : keep-alive

      data: {"id":"d","choices":[{"index":0,"delta":{"content":"Four","reasoning_content":null},\
      "finish_reason":null}]}

      data: {"id":"d","choices":[{"index":0,"delta":{"content":"","reasoning_content":null},\
      "finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":7,"total_tokens":12,\
      "prompt_tokens_details":{"cached_tokens":0},"completion_tokens_details":{"reasoning_tokens":4},\
      "prompt_cache_hit_tokens":0}}

      data: [DONE]


      """,
    text: "Four", reasoning: "Let me see.", field: "reasoning_content",
    usage: Usage(promptTokens: 5, completionTokens: 7, reasoningTokens: 4))

  static let openRouter = Recording(
    server: "OpenRouter",
    stream: """
      : OPENROUTER PROCESSING

      : OPENROUTER PROCESSING

      data: {"id":"gen-1","provider":"Novita","choices":[{"index":0,"delta":{"role":"assistant",\
      "content":"","reasoning":"Hm","reasoning_details":[{"type":"reasoning.text","text":"Hm",\
      "format":"unknown","index":0}]},"finish_reason":null,"native_finish_reason":null}]}

      data: {"id":"gen-1","provider":"Novita","choices":[{"index":0,"delta":{"role":"assistant",\
      "content":"","reasoning":null,"reasoning_details":[{"type":"reasoning.summary","summary":"…"}]},\
      "finish_reason":null}]}

      : OPENROUTER PROCESSING

      data: {"id":"gen-1","provider":"Novita","choices":[{"index":0,"delta":{"role":"assistant",\
      "content":"So"},"finish_reason":"length","native_finish_reason":"length"}]}

      data: {"id":"gen-1","choices":[{"index":0,"delta":{"role":"assistant","content":""},\
      "finish_reason":null}],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3,\
      "cost":0.0001,"cost_details":{"upstream_inference_cost":null}}}

      data: [DONE]


      """,
    text: "So", reasoning: "Hm…", field: "reasoning", finishReason: "length",
    usage: Usage(promptTokens: 1, completionTokens: 2))

  static let ollama = Recording(
    server: "Ollama",
    stream: """
      data: {"id":"chatcmpl-7","object":"chat.completion.chunk","created":1,"model":"qwen3:8b",\
      "system_fingerprint":"fp_ollama","choices":[{"index":0,"delta":{"role":"assistant","content":"",\
      "reasoning":"Okay"},"finish_reason":null}]}

      data: {"id":"chatcmpl-7","choices":[{"index":0,"delta":{"role":"assistant","content":"Hi"},\
      "finish_reason":null}]}

      data: {"id":"chatcmpl-7","choices":[{"index":0,"delta":{"role":"assistant","content":""},\
      "finish_reason":"stop"}]}

      data: {"id":"chatcmpl-7","choices":[],"usage":{"prompt_tokens":11,"completion_tokens":4,\
      "total_tokens":15}}

      data: [DONE]


      """,
    text: "Hi", reasoning: "Okay", field: "reasoning", usage: Usage(promptTokens: 11, completionTokens: 4))

  static let llamaCpp = Recording(
    server: "llama.cpp",
    stream: """
      data: {"choices":[{"finish_reason":null,"index":0,"delta":{"role":"assistant","content":null}}],\
      "created":1,"id":"x","model":"m.gguf","object":"chat.completion.chunk"}

      data: {"choices":[{"finish_reason":null,"index":0,"delta":{"content":"<th"}}],"created":1,"id":"x"}

      data: {"choices":[{"finish_reason":null,"index":0,"delta":{"content":"ink>a</think>b"}}],"created":1,\
      "id":"x"}

      data: {"choices":[{"finish_reason":"stop","index":0,"delta":{}}],"created":1,"id":"x",\
      "timings":{"prompt_n":1,"prompt_ms":36.7,"predicted_per_second":1.2e2}}

      data: {"choices":[],"created":1,"id":"x","usage":{"completion_tokens":3,"prompt_tokens":1,\
      "total_tokens":4},"timings":{"prompt_n":1,"prompt_ms":36.7}}

      data: [DONE]


      """,
    text: "<think>a</think>b", usage: Usage(promptTokens: 1, completionTokens: 3),
    split: ["reasoning: a", "end of reasoning", "text: b"])

  static let vllm = Recording(
    server: "vLLM",
    stream: """
      data: {"id":"c","object":"chat.completion.chunk","model":"q","choices":[{"index":0,\
      "delta":{"role":"assistant","content":"","reasoning_content":null},"logprobs":null,\
      "finish_reason":null}],"prompt_token_ids":null,"usage":{"prompt_tokens":3,"total_tokens":3,\
      "completion_tokens":0}}

      data: {"id":"c","choices":[{"index":0,"delta":{"reasoning":"why","reasoning_content":"why"},\
      "logprobs":null,"finish_reason":null,"token_ids":null}],"usage":{"prompt_tokens":3,"total_tokens":4,\
      "completion_tokens":1}}

      data: {"id":"c","choices":[{"index":0,"delta":{"content":"so"},"logprobs":null,\
      "finish_reason":"stop","stop_reason":null,"token_ids":null}],"usage":{"prompt_tokens":3,\
      "total_tokens":5,"completion_tokens":2}}

      data: [DONE]


      """,
    text: "so", reasoning: "why", field: "reasoning_content", usage: Usage(promptTokens: 3, completionTokens: 2))

  static let mistral = Recording(
    server: "Mistral",
    stream: """
      data: {"id":"m","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}

      data: {"id":"m","choices":[{"index":0,"delta":{"content":[{"type":"thinking",\
      "thinking":[{"type":"text","text":"why"}]}]},"finish_reason":null}]}

      data: {"id":"m","choices":[{"index":0,"delta":{"content":[{"type":"text","text":"so"}]},\
      "finish_reason":"stop"}],"usage":{"prompt_tokens":1,"total_tokens":3,"completion_tokens":2}}

      data: [DONE]


      """,
    text: "so", reasoning: "why", usage: Usage(promptTokens: 1, completionTokens: 2))
}
