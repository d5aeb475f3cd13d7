import Testing

@testable import Agent

@Suite("A window told in a refusal")
struct ModelWindowTests {
  @Test(
    "is found",
    arguments: [
      #"{"error":{"message":"This model's maximum context length is 8192 tokens. However, your "#
        + #"messages resulted in 9000 tokens.","code":"context_length_exceeded"}}"#,
      #"{"error":{"message":"the request exceeds the available context size (8192 tokens), try "#
        + #"increasing it","n_prompt_tokens":9000,"n_ctx":8192}}"#,
      #"{"error":{"message":"Requested 9000 tokens, but the model has a context window of 8,192 tokens"}}"#,
      #"{"error":"prompt is too long: 9000 tokens > 8192 maximum"}"#,
    ])
  func found(_ body: String) throws {
    let words = try #require(ProviderWords(body: Array(body.utf8)))
    #expect(ModelWindow.said(in: words) == 8192)
    #expect(ProviderFailure(status: 400, words: words).kind == .tooLong(window: 8192))
  }

  @Test("is not made up")
  func absent() throws {
    let words = try #require(ProviderWords(body: Array("context window exceeded; rate limit of 5".utf8)))
    #expect(ModelWindow.said(in: words) == nil)
    #expect(ProviderFailure(status: 400, words: words).kind == .tooLong(window: nil))
  }
}
