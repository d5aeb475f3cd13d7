import Chat
import HTTPClient
import Testing

@testable import Agent

private func failure(_ status: Int, _ body: String, wait: Duration? = nil) -> ProviderFailure {
  ProviderFailure(status: status, words: ProviderWords(body: Array(body.utf8)), retryAfter: wait)
}

@Suite("What a provider's failure means")
struct ProviderFailureTests {
  @Test("busy is what may be better soon", arguments: [408, 425, 429, 500, 502, 503, 504, 529])
  func busy(_ status: Int) {
    #expect(failure(status, "", wait: .seconds(3)).kind == .busy(wait: .seconds(3)))
    #expect(failure(status, "").isTransient)
  }

  @Test("refused is what will not", arguments: [301, 400, 401, 402, 403, 404, 413, 422, 501])
  func refused(_ status: Int) {
    #expect(failure(status, "no").kind == .refused)
    #expect(!failure(status, "no").turnFailure.retryable)
  }

  @Test("an empty purse is not cured by waiting")
  func quota() {
    #expect(failure(429, #"{"error":{"message":"pay","code":"insufficient_quota"}}"#).kind == .refused)
  }

  @Test(
    "a model without eyes says so in many ways",
    arguments: [
      "image input is not supported - hint: you may need to provide the mmproj",
      "Invalid content type. image_url is only supported by certain models.",
      "No endpoints found that support image input", "m is not a multimodal model",
      "At most 0 image(s) may be provided in one prompt.",
      "this model is missing data required for image input",
    ])
  func blind(_ words: String) {
    #expect(failure(400, words).kind == .blind)
    #expect(failure(500, words).kind != .blind)
    #expect(failure(400, "Invalid image data").kind == .refused)
  }

  @Test(
    "a model without tools says so in many ways",
    arguments: [
      "registry.ollama.ai/library/gemma:2b does not support tools",
      "\"auto\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set",
      "tools param requires --jinja flag", "No endpoints found that support tool use.",
      "`tool calling` is not supported with this model", "Function calling is not enabled: unsupported",
    ])
  func toolless(_ words: String) {
    #expect(failure(400, words).kind == .toolless)
    #expect(failure(404, words).kind == .toolless)
    #expect(failure(500, words).kind != .toolless)
    #expect(failure(400, "tools.0.name: string too long").kind == .refused)
  }

  @Test("a code or status in the body counts where there is no other")
  func inside() {
    #expect(failure(0, #"{"error":{"message":"x","code":502}}"#).kind == .busy(wait: nil))
    #expect(failure(200, #"{"error":{"message":"x","type":"overloaded_error"}}"#).kind == .busy(wait: nil))
    #expect(failure(0, #"{"error":{"message":"x"}}"#).kind == .refused)
  }

  @Test("words are the provider's, with the status")
  func words() {
    #expect(failure(401, #"{"error":{"message":"Bad key"}}"#).message == "Bad key (HTTP 401)")
    #expect(failure(503, "<html>").message == "The model server answered HTTP 503 and did not say why")
    #expect(failure(0, #"{"error":"x"}"#).message == "x")
  }

  @Test("of the connection: lost and refused may be tried again, a wrong name and a slow server not")
  func connection() {
    #expect(ProviderFailure(HTTPClientError.refused(peer: "a:1")).isTransient)
    #expect(ProviderFailure(HTTPClientError.closedEarly(peer: "a:1")).isTransient)
    #expect(!ProviderFailure(HTTPClientError.nameNotFound("a")).isTransient)
    #expect(!ProviderFailure(HTTPClientError.silent(peer: "a:1", .seconds(1))).isTransient)
    #expect(ProviderFailure(HTTPClientError.silent(peer: "a:1", .seconds(1))).turnFailure.retryable)
    #expect(ProviderFailure(HTTPClientError.refused(peer: "a:1")).message.contains("a:1"))
  }
}
