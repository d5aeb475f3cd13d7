import Chat

@testable import Agent

/// Calls as nobody should send them any more.
extension Recording {
  static let legacyCall = Recording(
    server: "function_call of 2023",
    stream: """
      data: {"choices":[{"index":0,"delta":{"role":"assistant","content":null,"function_call":{"name":"exec",\
      "arguments":""}},"finish_reason":null}]}

      data: {"choices":[{"index":0,"delta":{"function_call":{"arguments":"{\\"command\\":"}},"finish_reason":null}]}

      data: {"choices":[{"index":0,"delta":{"function_call":{"arguments":"\\"w\\"}"}},"finish_reason":null}]}

      data: {"choices":[{"index":0,"delta":{},"finish_reason":"function_call"}]}

      data: [DONE]


      """,
    text: "", calls: [ModelCall(id: "", name: "exec", arguments: #"{"command":"w"}"#)],
    finishReason: "function_call")

  /// Arguments that are no text, and none at all.
  static let plainJSONCalls = Recording(
    server: "no stream, with calls",
    stream:
      #"{"id":"c","choices":[{"index":0,"message":{"role":"assistant","content":"","tool_calls":["#
      + #"{"id":"a","type":"function","function":{"name":"exec","arguments":{"b":[1,null],"a":"x"}}},"#
      + #"{"id":"b","type":"function","function":{"name":"now"}}]},"finish_reason":"stop"}]}"#,
    text: "",
    calls: [
      ModelCall(id: "a", name: "exec", arguments: #"{"a":"x","b":[1,null]}"#),
      ModelCall(id: "b", name: "now", arguments: "{}"),
    ])

  /// The first call is whole; the second reached the longest that was allowed.
  static let cutCall = Recording(
    server: "a call that was cut",
    stream: """
      data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"exec",\
      "arguments":"{}"}}]},"finish_reason":null}]}

      data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"b","function":{"name":"write_file",\
      "arguments":"{\\"text\\":\\"long"}}]},"finish_reason":"length"}]}

      data: [DONE]


      """,
    text: "", calls: [ModelCall(id: "a", name: "exec", arguments: "{}")], finishReason: "length",
    split: ["progress: preparing exec", "progress: preparing write_file"])
}
