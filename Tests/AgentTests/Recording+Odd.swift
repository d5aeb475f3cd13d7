import Chat

/// Streams that nobody should send, and that come all the same.
extension Recording {
  static let midStreamError = Recording(
    server: "error in mid-stream",
    stream: """
      data: {"id":"gen-1","choices":[{"index":0,"delta":{"content":"Half"},"finish_reason":null}]}

      data: {"id":"gen-1","error":{"code":502,"message":"Upstream died"},"choices":[{"index":0,\
      "delta":{"content":""},"finish_reason":"error"}]}


      """,
    text: "Half", finishReason: "error", failure: "Upstream died", isDone: false)

  static let namedError = Recording(
    server: "event: error",
    stream: """
      event: error
      data: {"message":"Overloaded","type":"overloaded_error"}


      """,
    text: "", finishReason: nil, failure: "Overloaded", isDone: false)

  static let carriageReturns = Recording(
    server: "CR LF, no blank after the colon, data after the end",
    stream:
      "data:{\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}\r\n\r\ndata:\r\n\r\n"
      + "data:[DONE]\r\n\r\ndata: {\"choices\":[{\"delta\":{\"content\":\"late\"}}]}\r\n\r\n",
    text: "a")

  static let plainJSON = Recording(
    server: "no stream",
    stream:
      #"{"id":"c","choices":[{"index":0,"message":{"role":"assistant","content":"Whole","#
      + #""reasoning_content":"why"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"#
      + #""completion_tokens":2,"total_tokens":3}}"#,
    text: "Whole", reasoning: "why", field: "reasoning_content", usage: Usage(promptTokens: 1, completionTokens: 2))

  static let prettyJSON = Recording(
    server: "no stream, on many lines",
    stream:
      "\n{\n  \"choices\": [\n    {\"message\": {\"content\": \"a\\nb\"}, "
      + "\"finish_reason\": \"stop\"}\n  ]\n}\n",
    text: "a\nb")

  static let withoutDone = Recording(
    server: "no [DONE]",
    stream: """
      data: {"choices":[{"delta":{"content":"a"},"finish_reason":null}]}

      data: {"choices":[{"delta":{},"finish_reason":"stop"}]}


      """,
    text: "a", isDone: false)
}
